using System.Globalization;
using Quartz;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// One camera of one process as a Quartz job. It carries names only; what to do stands on the <see cref="WorkBoard"/>. A job that Quartz recovers
/// after a crash finds no order of its attempt there and ends: the queue has given that camera a new one.
/// </summary>
internal sealed class CameraJob(WorkBoard board, CameraRunner runner, ProcessDispatcher dispatcher) : IJob
{
    /// <summary>Group of all camera jobs.</summary>
    public const string Group = "cameras";

    /// <summary>Job data: number of the process.</summary>
    public const string ProcessKey = "process";

    /// <summary>Job data: the camera.</summary>
    public const string CameraKey = "camera";

    /// <summary>Job data: the mark of the attempt.</summary>
    public const string MarkKey = "mark";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        if (
            !CameraId.Parse(data.GetString(CameraKey)).TryGet(out var camera, out _)
            || !long.TryParse(data.GetString(ProcessKey), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            || board.Find(process, camera) is not { } order
            || order.Mark != data.GetString(MarkKey)
        )
        {
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
