using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace QuickLook.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "exposure",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    origin = table.Column<string>(type: "text", nullable: false),
                    expid = table.Column<int>(type: "integer", nullable: false),
                    night = table.Column<DateOnly>(type: "date", nullable: false),
                    folder_night = table.Column<DateOnly>(type: "date", nullable: false),
                    flavor = table.Column<string>(type: "text", nullable: false),
                    program = table.Column<string>(type: "text", nullable: false),
                    tile = table.Column<int>(type: "integer", nullable: true),
                    observed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    exposure_seconds = table.Column<double>(type: "double precision", nullable: true),
                    airmass = table.Column<double>(type: "double precision", nullable: true),
                    seeing_arcsec = table.Column<double>(type: "double precision", nullable: true),
                    telescope_ra_degrees = table.Column<double>(type: "double precision", nullable: true),
                    telescope_dec_degrees = table.Column<double>(type: "double precision", nullable: true),
                    cameras = table.Column<string[]>(type: "text[]", nullable: false),
                    raw_path = table.Column<string>(type: "text", nullable: false),
                    raw_bytes = table.Column<long>(type: "bigint", nullable: false),
                    raw_modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    arrival = table.Column<string>(type: "text", nullable: false),
                    arrival_reason = table.Column<string>(type: "text", nullable: false),
                    discovered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exposure", x => x.id);
                    table.CheckConstraint("ck_exposure_arrival", "arrival in ('arriving', 'complete', 'broken')");
                    table.CheckConstraint("ck_exposure_expid", "expid between 0 and 99999999");
                    table.CheckConstraint("ck_exposure_origin", "origin in ('local', 'offline', 'import', 'simulated')");
                });

            migrationBuilder.CreateTable(
                name: "log_line",
                columns: table => new
                {
                    log = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    camera = table.Column<string>(type: "text", nullable: false),
                    logger = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_line", x => new { x.log, x.id });
                    table.CheckConstraint("ck_log_line_level", "level in ('info', 'warning', 'error', 'critical')");
                    table.CheckConstraint("ck_log_line_log", "log in ('pipeline', 'discovery')");
                    table.CheckConstraint("ck_log_line_verdict", "verdict in ('none', 'normal', 'warning', 'alarm', 'unknown', 'not_computed')");
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_setting", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "fibermap",
                columns: table => new
                {
                    exposure_id = table.Column<long>(type: "bigint", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    fiber = table.Column<int[]>(type: "integer[]", nullable: false),
                    ra_degrees = table.Column<double[]>(type: "double precision[]", nullable: false),
                    dec_degrees = table.Column<double[]>(type: "double precision[]", nullable: false),
                    object_type = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fibermap", x => x.exposure_id);
                    table.CheckConstraint("ck_fibermap_lengths", "cardinality(ra_degrees) = cardinality(fiber) and cardinality(dec_degrees) = cardinality(fiber) and cardinality(object_type) = cardinality(fiber)");
                    table.ForeignKey(
                        name: "fk_fibermap_exposure_exposure_id",
                        column: x => x.exposure_id,
                        principalTable: "exposure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "process",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    exposure_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    quality = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    engine = table.Column<string>(type: "text", nullable: false),
                    engine_version = table.Column<string>(type: "text", nullable: false),
                    mapping_hash = table.Column<string>(type: "text", nullable: false),
                    lane = table.Column<short>(type: "smallint", nullable: false),
                    queue_order = table.Column<long>(type: "bigint", nullable: false),
                    expected_cameras = table.Column<string[]>(type: "text[]", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    requested_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process", x => x.id);
                    table.CheckConstraint("ck_process_quality", "quality in ('none', 'normal', 'warning', 'alarm', 'unknown', 'not_computed')");
                    table.CheckConstraint("ck_process_state", "state in ('queued', 'running', 'succeeded', 'partly_failed', 'failed', 'stopped', 'skipped')");
                    table.ForeignKey(
                        name: "fk_process_exposure_exposure_id",
                        column: x => x.exposure_id,
                        principalTable: "exposure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "camera_run",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    process_id = table.Column<long>(type: "bigint", nullable: false),
                    camera = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    quality = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    failed_step = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    log_path = table.Column<string>(type: "text", nullable: false),
                    stages = table.Column<string>(type: "jsonb", nullable: false),
                    tests = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_camera_run", x => x.id);
                    table.CheckConstraint("ck_camera_run_camera", "camera ~ '^[brz][0-9]$'");
                    table.CheckConstraint("ck_camera_run_quality", "quality in ('none', 'normal', 'warning', 'alarm', 'unknown', 'not_computed')");
                    table.CheckConstraint("ck_camera_run_state", "state in ('queued', 'running', 'succeeded', 'partly_failed', 'failed', 'stopped', 'skipped')");
                    table.ForeignKey(
                        name: "fk_camera_run_processes_process_id",
                        column: x => x.process_id,
                        principalTable: "process",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "merged_document",
                columns: table => new
                {
                    camera_run_id = table.Column<long>(type: "bigint", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    plain_bytes = table.Column<int>(type: "integer", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merged_document", x => x.camera_run_id);
                    table.ForeignKey(
                        name: "fk_merged_document_camera_run_camera_run_id",
                        column: x => x.camera_run_id,
                        principalTable: "camera_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "trend_value",
                columns: table => new
                {
                    camera_run_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    camera = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    mjd = table.Column<double>(type: "double precision", nullable: false),
                    values = table.Column<double?[]>(type: "double precision[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trend_value", x => new { x.camera_run_id, x.key });
                    table.ForeignKey(
                        name: "fk_trend_value_camera_run_camera_run_id",
                        column: x => x.camera_run_id,
                        principalTable: "camera_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_at",
                table: "audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_camera_run_process_id_camera",
                table: "camera_run",
                columns: new[] { "process_id", "camera" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exposure_night",
                table: "exposure",
                column: "night");

            migrationBuilder.CreateIndex(
                name: "ix_exposure_origin_expid",
                table: "exposure",
                columns: new[] { "origin", "expid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_process_ended_at",
                table: "process",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_process_exposure_id",
                table: "process",
                column: "exposure_id",
                unique: true,
                filter: "state in ('queued', 'running')");

            migrationBuilder.CreateIndex(
                name: "ix_process_exposure_id_id",
                table: "process",
                columns: new[] { "exposure_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_process_lane_queue_order",
                table: "process",
                columns: new[] { "lane", "queue_order" },
                filter: "state = 'queued'");

            migrationBuilder.CreateIndex(
                name: "ix_trend_value_camera_key_mjd",
                table: "trend_value",
                columns: new[] { "camera", "key", "mjd" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "fibermap");

            migrationBuilder.DropTable(
                name: "log_line");

            migrationBuilder.DropTable(
                name: "merged_document");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "trend_value");

            migrationBuilder.DropTable(
                name: "camera_run");

            migrationBuilder.DropTable(
                name: "process");

            migrationBuilder.DropTable(
                name: "exposure");
        }
    }
}
