using System.Globalization;
using Microsoft.Extensions.Hosting;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>Says in the pipeline log when the machine's time was set: times before and after cannot be compared.</summary>
internal sealed class ClockWatch(SteadyClock clock, ProcessTracker tracker, TimeProvider time) : BackgroundService
{
    /// <summary>What a well-kept clock is corrected by at once at most.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var known = TimeSpan.Zero;
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var set = clock.Set;
            var jump = set - known;
            if (jump.Duration() <= Tolerance)
            {
                continue;
            }

            known = set;
            tracker.Tell(
                RunLogLevel.Warning,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The clock of this machine was set {(jump > TimeSpan.Zero ? "forward" : "back")} by {jump.Duration().TotalSeconds:0} s; durations around this moment are not true"
                )
            );
        }
    }
}
