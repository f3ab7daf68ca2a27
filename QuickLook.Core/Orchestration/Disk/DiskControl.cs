using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Disk;

/// <inheritdoc cref="IDiskControl"/>
internal sealed class DiskControl(
    DiskCensus census,
    ClearPlanner planner,
    RetentionPlanner retentionPlanner,
    Retention retention,
    ProcessRemoval removal,
    RawRemoval raw,
    IConfigurationDesk configuration,
    AuditStore audit,
    ProcessTracker tracker,
    Leadership leadership,
    TimeProvider time
) : IDiskControl
{
    private const int MostNightsNamed = 20;

    private readonly ShownPlans shown = new(time);

    /// <inheritdoc/>
    public event Action? Changed
    {
        add => census.Changed += value;
        remove => census.Changed -= value;
    }

    /// <inheritdoc/>
    public DiskUsage? Usage => census.Current;

    /// <inheritdoc/>
    public bool IsCounting => census.IsCounting;

    /// <inheritdoc/>
    public RetentionTurn? LastTurn => retention.Last;

    /// <inheritdoc/>
    public ServiceConfiguration Configuration => configuration.Current;

    /// <inheritdoc/>
    public void CountAgain() => census.CountAgain();

    /// <inheritdoc/>
    public async Task<Result<ClearPlan>> PlanAsync(Actor actor, ClearOrder order, CancellationToken cancellationToken)
    {
        if (RefusalOf(actor, Permission.Operate, "clear the disk") is { } refused)
        {
            return refused;
        }

        var planned = await Task.Run(() => planner.MakeAsync(order, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (planned.IsSuccess)
        {
            shown.Keep(planned.Value);
        }

        return planned;
    }

    /// <inheritdoc/>
    public async Task<Result<ClearReport>> ClearAsync(
        Actor actor,
        string fingerprint,
        IProgress<ClearProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (RefusalOf(actor, Permission.Operate, "clear the disk") is { } refused)
        {
            return refused;
        }

        await removal.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (shown.Find(fingerprint) is not { } plan)
            {
                return new Failure("this list is not known any more; list again what would be removed");
            }

            var what = Describe(plan);
            if ((await audit.AppendAsync(actor, "disk.clear", what, cancellationToken).ConfigureAwait(false)).Failure is { } unrecorded)
            {
                return unrecorded;
            }

            shown.Forget(fingerprint);
            var report = await Task.Run(() => RemoveAsync(plan, progress, cancellationToken), CancellationToken.None).ConfigureAwait(false);
            tracker.Tell(
                RunLogLevel.Warning,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{actor.Name} cleared {WhatOf(plan.Order)} of {report.Processes} process(es): {report.Bytes / 1e6:F1} MB{(report.LeftAlone.IsEmpty ? string.Empty : $"; {report.LeftAlone.Length} left alone")}{(report.WasCancelled ? "; ended before it was through" : string.Empty)}"
                )
            );
            census.CountAgain();
            return report;
        }
        finally
        {
            removal.Turn.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<Result<RetentionPlan>> PlanRetentionAsync(Actor actor, CancellationToken cancellationToken) =>
        RefusalOf(actor, Permission.Look, "look at the disk") is { } refused
            ? refused
            : await Task.Run(() => retentionPlanner.MakeAsync(configuration.Current.Retention, cancellationToken), cancellationToken)
                .ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Result<RawRemovalReport>> RemoveRawAsync(Actor actor, RawRemovalOrder order, CancellationToken cancellationToken)
    {
        if (RefusalOf(actor, Permission.Administer, "remove raw data") is { } refused)
        {
            return refused;
        }

        await removal.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var removed = await Task.Run(() => raw.RemoveAsync(actor, order, cancellationToken), CancellationToken.None)
                .ConfigureAwait(false);
            census.CountAgain();
            return removed;
        }
        finally
        {
            removal.Turn.Release();
        }
    }

    private async Task<ClearReport> RemoveAsync(ClearPlan plan, IProgress<ClearProgress>? progress, CancellationToken cancellationToken)
    {
        ImmutableArray<ClearItem> items = [.. plan.Removable];
        var leftAlone = ImmutableArray.CreateBuilder<ClearItem>();
        var total = RunFiles.None;
        var processes = 0;
        for (var index = 0; index < items.Length; index++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return Report(wasCancelled: true);
            }

            var removed = await RemoveAsync(items[index], plan.Order).ConfigureAwait(false);
            if (removed.TryGet(out var files, out var failure))
            {
                processes++;
                total = new RunFiles(
                    total.Products + files.Products,
                    total.ProductBytes + files.ProductBytes,
                    total.Logs + files.Logs,
                    total.LogBytes + files.LogBytes
                );
            }
            else
            {
                leftAlone.Add(items[index] with { Refusal = failure.ToString() });
            }

            progress?.Report(new ClearProgress(index + 1, items.Length, total.ProductBytes + total.LogBytes));
        }

        return Report(wasCancelled: false);

        ClearReport Report(bool wasCancelled) =>
            new(processes, total.Products + total.Logs, total.ProductBytes, total.LogBytes, leftAlone.ToImmutable(), wasCancelled);
    }

    // A process is removed as a whole or left alone: giving up waits for the next one.
    private Task<Result<RunFiles>> RemoveAsync(ClearItem item, ClearOrder order) =>
        removal.RemoveAsync(
            item.ProcessId,
            order.Products,
            order.Logs,
            files =>
                files.Products + files.Logs == item.Files && files.ProductBytes == item.ProductBytes && files.LogBytes == item.LogBytes,
            CancellationToken.None
        );

    private Failure? RefusalOf(Actor actor, Permission needed, string what) =>
        !actor.May(needed) ? new Failure($"{actor.Name} may not {what}")
        : !leadership.Ready.IsCompletedSuccessfully
            ? new Failure("this QuickLook stands by and removes nothing; ask the one that works on this database")
        : null;

    private static string Describe(ClearPlan plan)
    {
        var nights = plan.Removable.Select(item => item.Night).Distinct().ToList();
        var named = string.Join(", ", nights.Take(MostNightsNamed)) + (nights.Count > MostNightsNamed ? ", ..." : string.Empty);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{WhatOf(plan.Order)} of {plan.Removable.Count()} processes of {nights.Count} nights ({named}): {plan.Files} files, {plan.Bytes / 1e6:F1} MB; list {plan.Fingerprint[..12]}"
        );
    }

    private static string WhatOf(ClearOrder order) =>
        (order.Products, order.Logs) switch
        {
            (true, true) => "reductions and run logs",
            (true, false) => "reductions",
            _ => "run logs",
        };
}
