using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Import;

/// <summary>Results that were computed elsewhere, as rows beside the own ones: origin <c>import</c>, with the name of the site on each process.</summary>
public sealed class ImportStore(QuickLookDatabase database, TimeProvider time)
{
    private const int TurnKey = 0x696d70;

    /// <summary>What is there of an exposure already.</summary>
    /// <param name="exposure">The number.</param>
    /// <param name="night">The night.</param>
    /// <param name="site">The site.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<EarlierImport>> FindAsync(ExposureId exposure, Night night, string site, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var before = await context
                    .Exposures.SingleOrDefaultAsync(row => row.Origin == ExposureOrigin.Import && row.Expid == exposure.Number, token)
                    .ConfigureAwait(false);
                var observedAt = await context
                    .Exposures.Where(row => row.Origin == ExposureOrigin.Local && row.Expid == exposure.Number && row.Night == night.Date)
                    .Select(row => row.ObservedAt)
                    .FirstOrDefaultAsync(token)
                    .ConfigureAwait(false);
                if (before is null)
                {
                    return new EarlierImport(Night: null, ImmutableDictionary<CameraId, byte[]>.Empty, observedAt);
                }

                var latest = await context
                    .Processes.Where(row => row.ExposureId == before.Id && row.ImportedFrom == site)
                    .OrderByDescending(row => row.Id)
                    .Select(row => (long?)row.Id)
                    .FirstOrDefaultAsync(token)
                    .ConfigureAwait(false);
                var documents = await context
                    .CameraRuns.Where(run => run.ProcessId == latest)
                    .Join(
                        context.MergedDocuments,
                        run => run.Id,
                        document => document.CameraRunId,
                        (run, document) => new { run.Camera, document.Body }
                    )
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return new EarlierImport(
                    new Night(before.Night),
                    documents.ToImmutableDictionary(row => CameraId.Parse(row.Camera).Value, row => row.Body),
                    observedAt
                );
            },
            cancellationToken
        );

    /// <summary>Writes an exposure, its process, camera runs, documents and trend values: all of it or nothing.</summary>
    /// <param name="exposure">What to write; each call makes a process.</param>
    /// <param name="cancellationToken">Gives up; nothing is written then.</param>
    /// <returns>The number of the process.</returns>
    public Task<Result<long>> WriteAsync(ImportedExposure exposure, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                var now = time.GetUtcNow().ToUniversalTime();

                // Two imports at once take turns at an exposure instead of both making it.
                await context
                    .Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({TurnKey}, {exposure.Exposure.Number})", token)
                    .ConfigureAwait(false);
                var row = await context
                    .Exposures.AsTracking()
                    .SingleOrDefaultAsync(each => each.Origin == ExposureOrigin.Import && each.Expid == exposure.Exposure.Number, token)
                    .ConfigureAwait(false);
                row ??= context
                    .Exposures.Add(
                        new ExposureRow
                        {
                            Origin = ExposureOrigin.Import,
                            Expid = exposure.Exposure.Number,
                            Night = exposure.Night.Date,
                            FolderNight = exposure.Night.Date,
                            RawModifiedAt = now,
                            Arrival = ArrivalState.Complete,
                            DiscoveredAt = now,
                        }
                    )
                    .Entity;
                Fill(row, exposure);
                var process = context.Processes.Add(ProcessOf(row, exposure, now)).Entity;
                await context.SaveChangesAsync(token).ConfigureAwait(false);
                foreach (var (run, camera) in process.Cameras.Zip(exposure.Cameras))
                {
                    AddValues(context, run, camera, exposure.Mjd);
                }

                await context.SaveChangesAsync(token).ConfigureAwait(false);
                await transaction.CommitAsync(token).ConfigureAwait(false);
                return process.Id;
            },
            cancellationToken
        );

    private static void Fill(ExposureRow row, ImportedExposure exposure)
    {
        row.Flavor = Flavors.Name(exposure.Flavor);
        row.Program = Clean(exposure.Program.Name);
        row.ObservedAt = exposure.ObservedAt?.ToUniversalTime();
        row.ExposureSeconds = exposure.ExposureSeconds;
        row.Airmass = exposure.Airmass;
        row.SeeingArcsec = exposure.SeeingArcsec;
        row.Cameras = [.. row.Cameras.Union(exposure.Cameras.Select(camera => camera.Camera.ToString())).Order(StringComparer.Ordinal)];
    }

    private static ProcessRow ProcessOf(ExposureRow row, ImportedExposure exposure, DateTimeOffset now)
    {
        var began = exposure.Cameras.Min(camera => camera.RanAt).ToUniversalTime();
        return new ProcessRow
        {
            Exposure = row,
            State = exposure.State,
            Quality = exposure.Quality,
            Reason = Clean(exposure.Reason),
            Engine = Clean(exposure.Engine),
            EngineVersion = Clean(exposure.EngineVersion),
            MappingHash = Clean(exposure.MappingHash),
            ImportedFrom = exposure.Site,
            Lane = ProcessLane.Backlog,
            QueueOrder = now.UtcTicks / TimeSpan.TicksPerMicrosecond,
            ExpectedCameras = [.. exposure.Cameras.Select(camera => camera.Camera.ToString())],
            ArrivedAt = began,
            QueuedAt = now,
            StartedAt = began,
            EndedAt = exposure.Cameras.Max(camera => camera.RanAt).ToUniversalTime(),
            RequestedBy = exposure.RequestedBy,
            Cameras =
            [
                .. exposure.Cameras.Select(camera => new CameraRunRow
                {
                    Camera = camera.Camera.ToString(),
                    State = RunState.Succeeded,
                    Quality = camera.Quality,
                    StartedAt = camera.RanAt.ToUniversalTime(),
                    EndedAt = camera.RanAt.ToUniversalTime(),
                    Stages = [.. camera.Stages],
                    Tests = [.. camera.Tests],
                }),
            ],
        };
    }

    private static void AddValues(QuickLookDbContext context, CameraRunRow run, ImportedCamera camera, double mjd)
    {
        context.MergedDocuments.Add(
            new MergedDocumentRow
            {
                CameraRunId = run.Id,
                Body = camera.Document,
                PlainBytes = camera.DocumentBytes,
                Path = Clean(camera.DocumentPath),
            }
        );
        context.TrendValues.AddRange(
            camera.Trends.Select(trend => new TrendValueRow
            {
                CameraRunId = run.Id,
                Key = trend.Key,
                Camera = run.Camera,
                Mjd = mjd,
                Values = [.. trend.Value],
            })
        );
    }

    // PostgreSQL's text has no character 0, but a document of another site may.
    private static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
