using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace QuickLook.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Queue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "configuration",
                table: "process",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "imported_from",
                table: "process",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "logs_removed_at",
                table: "process",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "products_removed_at",
                table: "process",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "requested_engine",
                table: "process",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "pinned_by",
                table: "exposure",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "pinned_process_id",
                table: "exposure",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "raw_removed_at",
                table: "exposure",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "failures",
                table: "camera_run",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retry_at",
                table: "camera_run",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source",
                table: "audit",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "comment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    process_id = table.Column<long>(type: "bigint", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment", x => x.id);
                    table.ForeignKey(
                        name: "fk_comment_processes_process_id",
                        column: x => x.process_id,
                        principalTable: "process",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "transition",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    process_id = table.Column<long>(type: "bigint", nullable: false),
                    camera = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transition", x => x.id);
                    table.CheckConstraint("ck_transition_state", "state in ('queued', 'running', 'succeeded', 'partly_failed', 'failed', 'stopped', 'skipped')");
                    table.ForeignKey(
                        name: "fk_transition_process_process_id",
                        column: x => x.process_id,
                        principalTable: "process",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_exposure_pinned_process_id",
                table: "exposure",
                column: "pinned_process_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor_at",
                table: "audit",
                columns: new[] { "actor", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_comment_process_id",
                table: "comment",
                column: "process_id");

            migrationBuilder.CreateIndex(
                name: "ix_transition_process_id_camera_attempt_state_at",
                table: "transition",
                columns: new[] { "process_id", "camera", "attempt", "state", "at" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_exposure_processes_pinned_process_id",
                table: "exposure",
                column: "pinned_process_id",
                principalTable: "process",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // Whoever changes the queue or a setting, in whichever process, wakes those that live by it.
            migrationBuilder.Sql(
                """
                create function tell_quicklook() returns trigger language plpgsql as $$
                begin
                    perform pg_notify('quicklook', tg_table_name);
                    return null;
                end $$;
                create trigger process_queued after insert on process for each statement execute function tell_quicklook();
                create trigger process_moved after update on process for each row
                    when (old.state <> new.state or old.lane <> new.lane or old.queue_order <> new.queue_order)
                    execute function tell_quicklook();
                create trigger setting_changed after insert or update on setting for each statement execute function tell_quicklook();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop trigger setting_changed on setting;
                drop trigger process_moved on process;
                drop trigger process_queued on process;
                drop function tell_quicklook();
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_exposure_processes_pinned_process_id",
                table: "exposure");

            migrationBuilder.DropTable(
                name: "comment");

            migrationBuilder.DropTable(
                name: "transition");

            migrationBuilder.DropIndex(
                name: "ix_exposure_pinned_process_id",
                table: "exposure");

            migrationBuilder.DropIndex(
                name: "ix_audit_actor_at",
                table: "audit");

            migrationBuilder.DropColumn(
                name: "configuration",
                table: "process");

            migrationBuilder.DropColumn(
                name: "imported_from",
                table: "process");

            migrationBuilder.DropColumn(
                name: "logs_removed_at",
                table: "process");

            migrationBuilder.DropColumn(
                name: "products_removed_at",
                table: "process");

            migrationBuilder.DropColumn(
                name: "requested_engine",
                table: "process");

            migrationBuilder.DropColumn(
                name: "pinned_by",
                table: "exposure");

            migrationBuilder.DropColumn(
                name: "pinned_process_id",
                table: "exposure");

            migrationBuilder.DropColumn(
                name: "raw_removed_at",
                table: "exposure");

            migrationBuilder.DropColumn(
                name: "failures",
                table: "camera_run");

            migrationBuilder.DropColumn(
                name: "retry_at",
                table: "camera_run");

            migrationBuilder.DropColumn(
                name: "source",
                table: "audit");
        }
    }
}
