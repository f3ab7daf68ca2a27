using System.Globalization;
using Microsoft.Extensions.Logging;
using Quartz;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>Hands camera runs to Quartz, which keeps them in the database until they have run.</summary>
internal sealed class JobScheduler(ISchedulerFactory factory, ILogger<JobScheduler> logger) : IAsyncDisposable
{
    // Not "now": a clock that is set back would let a job wait until now comes again.
    private static readonly DateTimeOffset LongAgo = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private IScheduler? scheduler;

    /// <summary>Begins to run jobs; those of an earlier service are dropped, because the queue begins them anew.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        scheduler ??= await factory.GetScheduler(cancellationToken).ConfigureAwait(false);
        await scheduler.DeleteJobs(GroupMatcher<JobKey>.GroupEquals(CameraJob.Group), cancellationToken).ConfigureAwait(false);
        await scheduler.Start(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a camera at once.</summary>
    /// <returns>A transient failure when the database is out of reach.</returns>
    public async Task<Result<Done>> ScheduleAsync(CameraOrder order, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{order.Process.Id}/{order.Camera}/{order.Attempt}/{order.Mark}");
        var job = JobBuilder
            .Create<CameraJob>()
            .WithIdentity(name, CameraJob.Group)
            .UsingJobData(CameraJob.ProcessKey, order.Process.Id.ToString(CultureInfo.InvariantCulture))
            .UsingJobData(CameraJob.CameraKey, order.Camera.ToString())
            .UsingJobData(CameraJob.MarkKey, order.Mark)
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder
            .Create()
            .WithIdentity(name, CameraJob.Group)
            .ForJob(job)
            .StartAt(LongAgo)
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
            .Build();
        try
        {
            await scheduler!.ScheduleJob(job, trigger, cancellationToken: cancellationToken).ConfigureAwait(false);
            return Done.Value;
        }
        catch (ObjectAlreadyExistsException)
        {
            // The answer to an earlier attempt was lost; the job is there and runs.
            return Done.Value;
        }
        catch (SchedulerException problem)
        {
            logger.LogWarning(problem, "Job {Job} could not be scheduled", name);
            return new Failure(problem.GetBaseException().Message, "scheduler", FailureKind.Transient);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref scheduler, null) is { } running)
        {
            await running.Shutdown(waitForJobsToComplete: false).ConfigureAwait(false);
        }
    }
}
