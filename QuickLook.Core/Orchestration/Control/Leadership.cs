using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>
/// Lets one service work on a database: the others stand by and say so. The one that works has its tables migrated and its past restored before
/// <see cref="Ready"/>; the other parts wait for that.
/// </summary>
internal sealed class Leadership(
    DatabaseMigrator migrator,
    ServiceLock serviceLock,
    Restart restart,
    RunFolders folders,
    ProcessTracker tracker,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Leadership> logger
) : BackgroundService
{
    private const string StandbyNotice = "standby";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    // After an outage the service that worked before it comes first.
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when this service may work.</summary>
    public Task Ready => ready.Task;

    /// <summary>Why commands are refused; null while this service works.</summary>
    public Failure? WhyNoCommands =>
        ready.Task.IsCompletedSuccessfully
            ? null
            : new Failure("this QuickLook stands by or is still starting; give the command to the one that works on the database");

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await serviceLock.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await UntilSuccessAsync(
                async token => (await migrator.MigrateAsync(token).ConfigureAwait(false)).Map(_ => Done.Value),
                stoppingToken
            )
            .ConfigureAwait(false);
        await TakeLockAsync(stoppingToken).ConfigureAwait(false);
        if (folders.Sign().Failure is { } unsigned)
        {
            logger.LogWarning("A service that lost its place could still publish over this one: {Failure}", unsigned);
        }

        await UntilSuccessAsync(restart.RestoreAsync, stoppingToken).ConfigureAwait(false);
        ready.TrySetResult();
        while (true)
        {
            await Task.Delay(Beat, time, stoppingToken).ConfigureAwait(false);
            if (await serviceLock.TryTakeAsync(stoppingToken).ConfigureAwait(false) is { IsSuccess: true, Value: false })
            {
                // Only after an outage of the database in which another service was quicker.
                logger.LogCritical("Another QuickLook has taken over this database; this one ends");
                lifetime.StopApplication();
                return;
            }
        }
    }

    private async Task TakeLockAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var taken = await serviceLock.TryTakeAsync(stoppingToken).ConfigureAwait(false);
            if (taken is { IsSuccess: true, Value: true })
            {
                tracker.Report(board => board.Withdraw(StandbyNotice));
                return;
            }

            if (taken.Failure is { } failure)
            {
                tracker.OutOfReach(failure);
                await Task.Delay(Courtesy, time, stoppingToken).ConfigureAwait(false);
                continue;
            }

            tracker.Report(board =>
                board.Notify(
                    StandbyNotice,
                    isError: false,
                    "Another QuickLook works on this database; this one stands by and takes over when it ends",
                    time.GetUtcNow()
                )
            );
            await Task.Delay(Beat, time, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task UntilSuccessAsync(Func<CancellationToken, Task<Result<Done>>> step, CancellationToken stoppingToken)
    {
        while ((await step(stoppingToken).ConfigureAwait(false)).Failure is { } failure)
        {
            logger.LogError("The service cannot begin yet: {Failure}", failure);
            tracker.OutOfReach(failure);
            await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(false);
        }
    }
}
