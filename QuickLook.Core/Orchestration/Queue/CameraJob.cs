using System.Globalization;
using Quartz;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>One camera of one process as a Quartz job. It carries names only; what to do stands on the <see cref="WorkBoard"/>.</summary>
internal sealed class CameraJob(WorkBoard board, CameraRunner runner, ProcessDispatcher dispatcher) : IJob
{
    /// <summary>Group of all camera jobs.</summary>
    public const string Group = "cameras";

    /// <summary>Job data: number of the process.</summary>
    public const string ProcessKey = "process";

    /// <summary>Job data: the camera.</summary>
    public const string CameraKey = "camera";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        if (
            !CameraId.Parse(data.GetString(CameraKey)).TryGet(out var camera, out _)
            || !long.TryParse(data.GetString(ProcessKey), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            || board.Find(process, camera) is not { } order
        )
        {
            // The process was stopped before the job began, or the job is from before a restart.
            return;
        }

        try
        {
            await runner.RunAsync(order).ConfigureAwait(false);
        }
        finally
        {
            board.Return(order);
            dispatcher.Signal();
        }
    }
}
