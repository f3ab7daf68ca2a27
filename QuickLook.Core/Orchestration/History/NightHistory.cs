using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;
using QuickLook.Core.Storage.History;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.History;

/// <summary>
/// Generates past nights in the database, so that histories and trends have something to show, and removes them again. Everything generated is marked as
/// simulated and can be told from what was processed; verdicts are those of the status rule and the mappings' limits.
/// </summary>
public sealed class NightHistory(HistoryStore store, RunWriter writer, TimeProvider time)
{
    private const double ServiceDayAt = 0.6;

    /// <summary>Plans the nights and reserves their ids. Writes nothing else.</summary>
    /// <param name="order">What to generate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reservation; a failure when the database holds other exposures, or generated ones already.</returns>
    public async Task<Result<ReservedPast>> ReserveAsync(HistoryOrder order, CancellationToken cancellationToken)
    {
        if (order.Nights is < 1 or > HistoryOrder.MostNights)
        {
            return new Failure($"the number of nights is 1 to {HistoryOrder.MostNights}");
        }

        if (!(await store.CountAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var count, out var failure))
        {
            return failure;
        }

        if (count.GeneratedExposures > 0)
        {
            return new Failure($"the database holds {count.GeneratedExposures} generated exposures already; remove them first (--clear)");
        }

        if (count.OtherExposures > 0 && !order.WithRealData)
        {
            return new Failure(
                $"the database holds {count.OtherExposures} exposures that were not generated; a made-up past is written beside them only when asked for (--with-real-data)"
            );
        }

        ImmutableArray<ImmutableArray<ExposureOrder>> nights = [.. order.AllNights().Select(night => Plan(order, night))];
        var ids = await store
            .ReserveAsync(nights.Sum(night => night.Length), nights.Sum(PastNights.CountRuns), cancellationToken)
            .ConfigureAwait(false);
        return ids.Map(reserved => new ReservedPast(order, nights, reserved));
    }

    /// <summary>Writes a reserved past: a night at a time, the last one first, each as a whole.</summary>
    /// <param name="past">The reservation.</param>
    /// <param name="mappings">Limits and texts.</param>
    /// <param name="specimens">After whose picture runs are made.</param>
    /// <param name="workers">Nights at once, at least 1.</param>
    /// <param name="progress">Is told of each night; null for nobody.</param>
    /// <param name="cancellationToken">Gives up; nights that are written stay.</param>
    public async Task<Result<HistoryReport>> WriteAsync(
        ReservedPast past,
        MappingSet mappings,
        Specimens specimens,
        int workers,
        IProgress<HistoryProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        var order = past.Order;
        var serviceDay = new Night(order.Until.Date.AddDays(-(int)(order.Nights * (1 - ServiceDayAt))));
        var runs = new PastRuns(specimens.Shelf, new PastValues(order.Seed, serviceDay, mappings), mappings);
        var maker = new PastNights(runs, specimens.Shelf, mappings, order.RequestedBy);
        var parts = Parts(past);
        var tallies = new Result<HistoryReport>[parts.Length];
        var done = 0;
        await Parallel
            .ForAsync(
                0,
                parts.Length,
                new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken },
                async (position, token) =>
                {
                    var index = parts.Length - 1 - position;
                    var exposures = maker.Make(past.Nights[index], withDocuments: position == 0, token);
                    var written = await store.WriteAsync(exposures, parts[index], token).ConfigureAwait(false);
                    tallies[index] = written.Map(_ => Tally(exposures));
                    progress?.Report(new HistoryProgress(Interlocked.Increment(ref done), parts.Length));
                }
            )
            .ConfigureAwait(false);
        if (tallies.Select(tally => tally.Failure).FirstOrDefault(failure => failure is not null) is { } unwritten)
        {
            return unwritten;
        }

        if ((await store.AnalyzeAsync(cancellationToken).ConfigureAwait(false)).Failure is { } unanalyzed)
        {
            return unanalyzed;
        }

        var report = tallies.Select(tally => tally.Value).Aggregate(Add) with { Elapsed = time.GetElapsedTime(begun) };
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Nights} nights until {order.Until}, seed {order.Seed}: {report.Exposures} exposures, {report.CameraRuns} camera runs"
        );
        var audited = await AuditAsync(order.RequestedBy, "history.generate", detail, cancellationToken).ConfigureAwait(false);
        return audited.Map(_ => report);
    }

    /// <summary>Removes what was generated, and nothing else.</summary>
    /// <param name="requestedBy">Who wants it.</param>
    /// <param name="cancellationToken">Gives up; nothing is removed then.</param>
    /// <returns>How many exposures were removed.</returns>
    public async Task<Result<int>> ClearAsync(string requestedBy, CancellationToken cancellationToken)
    {
        if (!(await store.ClearAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var removed, out var failure))
        {
            return failure;
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"{removed} exposures");
        var audited = await AuditAsync(requestedBy, "history.clear", detail, cancellationToken).ConfigureAwait(false);
        return audited.Map(_ => removed);
    }

    private static ImmutableArray<ExposureOrder> Plan(HistoryOrder order, Night night) =>
        NightPlan.Make(
            new NightOrder
            {
                Night = night,
                FirstExposure = NightOrder.FirstExposureOf(night),
                Seed = order.Seed,
                Cameras = order.Cameras,
                Faults = order.Faults,
            }
        );

    private static PastIds[] Parts(ReservedPast past)
    {
        var parts = new PastIds[past.Nights.Length];
        var (exposure, run) = (0, 0);
        for (var index = 0; index < parts.Length; index++)
        {
            var night = past.Nights[index];
            var runs = PastNights.CountRuns(night);
            parts[index] = past.Ids.Slice(exposure, night.Length, run, runs);
            exposure += night.Length;
            run += runs;
        }

        return parts;
    }

    private static HistoryReport Tally(IReadOnlyList<PastExposure> exposures)
    {
        PastCameraRun[] runs = [.. exposures.SelectMany(exposure => exposure.Cameras)];
        return new HistoryReport(
            1,
            exposures.Count,
            runs.Length,
            runs.Count(run => run.Document is not null),
            runs.Count(run => run.Quality == Quality.Alarm),
            runs.Count(run => run.Quality == Quality.Warning),
            TimeSpan.Zero
        );
    }

    private static HistoryReport Add(HistoryReport one, HistoryReport other) =>
        new(
            one.Nights + other.Nights,
            one.Exposures + other.Exposures,
            one.CameraRuns + other.CameraRuns,
            one.Documents + other.Documents,
            one.Alarms + other.Alarms,
            one.Warnings + other.Warnings,
            TimeSpan.Zero
        );

    private Task<Result<Done>> AuditAsync(string actor, string action, string detail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var entry = new AuditEntry(now.UtcTicks / TimeSpan.TicksPerMicrosecond, now, actor, action, detail);
        var batch = new RunBatch
        {
            Processes = [],
            CameraRuns = [],
            Documents = [],
            LogLines = [],
            Settings = ImmutableDictionary<string, StoredSetting>.Empty,
            Audit = [entry],
        };
        return writer.WriteAsync(batch, cancellationToken);
    }
}
