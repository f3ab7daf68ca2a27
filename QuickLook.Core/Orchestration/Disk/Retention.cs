using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// Removes by itself what the policy says, on the service that works only: each turn is written into the record of commands first, then done, then told in one
/// line of the pipeline log.
/// </summary>
internal sealed class Retention(
    RetentionPlanner planner,
    ProcessRemoval removal,
    IConfigurationDesk configuration,
    AuditStore audit,
    ProcessTracker tracker,
    DiskCensus census,
    Leadership leadership,
    TimeProvider time,
    ILogger<Retention> logger
) : BackgroundService
{
    /// <summary>Time between two turns.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private const string Action = "retention";

    private volatile RetentionTurn? last;

    /// <summary>The last turn in which something was to be done or went wrong; null before.</summary>
    public RetentionTurn? Last => last;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await leadership.Ready.WaitAsync(stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await TurnAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // The edge of a background task: the next turn tries again.
                logger.LogError(bug, "Retention failed in one turn");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <summary>One turn: nothing while the policy is off.</summary>
    /// <param name="cancellationToken">Ends between two processes.</param>
    internal async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (configuration.Current.Retention is not { IsOn: true } rules)
        {
            return;
        }

        await removal.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var planned = await planner.MakeAsync(rules, cancellationToken).ConfigureAwait(false);
            var recorded = planned.TryGet(out var plan, out var unplanned)
                ? await RecordAsync(plan, cancellationToken).ConfigureAwait(false)
                : unplanned;
            if (recorded.Failure is { } failure)
            {
                last = new RetentionTurn(time.GetUtcNow(), 0, 0, failure.ToString());
                logger.LogWarning("Retention waits for its next turn: {Failure}", failure);
            }
            else if (!plan!.Items.IsEmpty)
            {
                await RemoveAsync(plan, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            removal.Turn.Release();
        }
    }

    private Task<Result<Done>> RecordAsync(RetentionPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Items.IsEmpty)
        {
            return Task.FromResult(Result<Done>.Success(Done.Value));
        }

        var what = plan.Items.Select(item =>
            string.Create(CultureInfo.InvariantCulture, $"{item.Item.ProcessId} ({What(item)}, {item.Why})")
        );
        var detail = string.Create(CultureInfo.InvariantCulture, $"{plan.Bytes / 1e6:F1} MB of processes {string.Join(", ", what)}");
        return audit.AppendAsync(Actor.System, Action, detail, cancellationToken);
    }

    private async Task RemoveAsync(RetentionPlan plan, CancellationToken cancellationToken)
    {
        var (processes, bytes) = (0, 0L);
        var problems = new List<string>();
        var nights = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in plan.Items)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            var removed = await removal
                .RemoveAsync(item.Item.ProcessId, item.Products, item.Logs, isAsShown: null, cancellationToken)
                .ConfigureAwait(false);
            if (removed.TryGet(out var files, out var failure))
            {
                processes++;
                bytes += files.ProductBytes + files.LogBytes;
                nights.Add(item.Item.Night.ToString());
            }
            else
            {
                problems.Add($"process {item.Item.ProcessId}: {failure}");
            }
        }

        var problem = problems.Count == 0 ? null : $"{problems.Count} left alone, {problems[0]}";
        last = new RetentionTurn(time.GetUtcNow(), processes, bytes, problem);
        tracker.Tell(
            problem is null ? RunLogLevel.Info : RunLogLevel.Warning,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Retention removed files of {processes} process(es) of {nights.Count} night(s): {bytes / 1e6:F1} MB{(problem is null ? string.Empty : $"; {problem}")}"
            )
        );
        if (plan.IsShort)
        {
            tracker.Tell(
                RunLogLevel.Warning,
                "Retention cannot free as much space as its policy asks for: what is left is protected, in use, or raw data"
            );
        }

        census.CountAgain();
    }

    private static string What(RetentionItem item) =>
        (item.Products, item.Logs) switch
        {
            (true, true) => "products and logs",
            (true, false) => "products",
            _ => "logs",
        };
}
