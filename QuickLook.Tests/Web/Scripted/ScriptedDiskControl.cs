using System.Collections.Concurrent;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Disks as a test wants them; takes commands and remembers them.</summary>
public sealed class ScriptedDiskControl(DateTimeOffset now) : IDiskControl
{
    public static readonly Night Newest = Night.Parse("20261120").Value;

    public event Action? Changed;

    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>What every command answers; null for success.</summary>
    public Failure? Refusal { get; set; }

    /// <summary>Completes when clearing may end.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public DiskUsage? Usage { get; private set; } =
        new(
            [
                .. Enumerable
                    .Range(0, 24)
                    .Select(back => new NightUsage(
                        new Night(Newest.Date.AddDays(-back)),
                        61_300_000_000 + (back * 1_370_000_000L),
                        back > 20 ? 0 : 12_400_000_000 - (back * 210_000_000L),
                        38_000_000 - (back * 400_000L),
                        back > 20 ? 0 : 46 - back
                    )),
            ],
            Strangers: 1,
            now
        );

    public bool IsCounting { get; private set; }

    public RetentionTurn? LastTurn { get; } = new(now.AddMinutes(-4), 11, 2_310_000_000, Problem: null);

    public ServiceConfiguration Configuration { get; set; } = new() { Retention = new RetentionPolicy { IsOn = true } };

    public void CountAgain()
    {
        Commands.Enqueue("count");
        IsCounting = !IsCounting;
        Changed?.Invoke();
    }

    /// <summary>Before the first count.</summary>
    public void ForgetCount()
    {
        Usage = null;
        Changed?.Invoke();
    }

    public Task<Result<ClearPlan>> PlanAsync(Actor actor, ClearOrder order, CancellationToken cancellationToken)
    {
        Commands.Enqueue($"list {string.Join(' ', order.Nights)}, products {order.Products}, logs {order.Logs} by {actor.Name}");
        var items = order.Nights.SelectMany(night => Enumerable.Range(0, 9).Select(index => Item(night, index, order)));
        return Task.FromResult<Result<ClearPlan>>(new ClearPlan(order, [.. items], "f00d", now));
    }

    public async Task<Result<ClearReport>> ClearAsync(
        Actor actor,
        string fingerprint,
        IProgress<ClearProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        Commands.Enqueue($"clear {fingerprint} by {actor.Name}");
        if (Refusal is { } refusal)
        {
            return refusal;
        }

        progress?.Report(new ClearProgress(3, 7, 810_000_000));
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return cancellationToken.IsCancellationRequested
            ? new ClearReport(3, 210, 810_000_000, 0, [], WasCancelled: true)
            : new ClearReport(7, 490, 1_890_000_000, 0, [], WasCancelled: false);
    }

    public Task<Result<RetentionPlan>> PlanRetentionAsync(Actor actor, CancellationToken cancellationToken)
    {
        var order = new ClearOrder
        {
            Nights = [],
            Products = true,
            Logs = true,
        };
        var items = Enumerable
            .Range(0, 5)
            .Select(index => new RetentionItem(
                Item(new Night(Newest.Date.AddDays(-31)), index + 2, order),
                Products: true,
                Logs: false,
                "older than 30 days"
            ));
        return Task.FromResult<Result<RetentionPlan>>(new RetentionPlan(Configuration.Retention, [.. items], 22.4, IsShort: false, now));
    }

    public Task<Result<RawRemovalReport>> RemoveRawAsync(Actor actor, RawRemovalOrder order, CancellationToken cancellationToken)
    {
        Commands.Enqueue($"raw {order.Night} typed {order.TypedNight}, unprocessed {order.IncludesUnprocessed} by {actor.Name}");
        return Task.FromResult<Result<RawRemovalReport>>(Refusal is null ? new RawRemovalReport(46, 92, 61_300_000_000, []) : Refusal);
    }

    private ClearItem Item(Night night, int index, ClearOrder order) =>
        new(
            (night.Date.DayNumber % 1000 * 10) + index,
            new ExposureId(12_300 + index),
            night,
            index == 8 ? RunState.Running : RunState.Succeeded,
            index == 8 ? null : now.AddHours(-index),
            70,
            order.Products ? 270_000_000 : 0,
            order.Logs ? 820_000 : 0,
            index switch
            {
                1 => "Ada made it the answer of its exposure",
                8 => "it is being processed",
                _ => null,
            }
        );
}
