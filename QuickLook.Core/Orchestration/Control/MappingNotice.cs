using Microsoft.Extensions.Hosting;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>Says on the Monitor that mapping files are invalid for as long as they are.</summary>
internal sealed class MappingNotice(MappingStore mappings, ProcessTracker tracker, TimeProvider time) : IHostedService
{
    private const string Key = "mappings";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        mappings.Changed += Update;
        Update();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        mappings.Changed -= Update;
        return Task.CompletedTask;
    }

    private void Update()
    {
        var faults = mappings.Faults;
        tracker.Report(board =>
        {
            if (faults.IsEmpty)
            {
                board.Withdraw(Key);
                return;
            }

            var more = faults.Length > 1 ? $" (and {faults.Length - 1} more)" : string.Empty;
            board.Notify(
                Key,
                isError: false,
                $"The mapping files are not valid; the last valid ones stay in use: {faults[0]}{more}",
                time.GetUtcNow()
            );
        });
    }
}
