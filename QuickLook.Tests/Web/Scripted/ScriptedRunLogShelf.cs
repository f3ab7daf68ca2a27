using System.Collections.Immutable;
using System.Text;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing.Logs;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>The same few lines for every camera, unless a test wants something else.</summary>
public sealed class ScriptedRunLogShelf(IProcessList processes) : IRunLogShelf
{
    /// <summary>Why no camera has a log; empty when all have one.</summary>
    public string WhyNone { get; set; } = string.Empty;

    /// <summary>True when cameras have not ended.</summary>
    public bool IsLive { get; set; }

    public bool IsCut { get; set; }

    public async Task<Result<StoredLog>> ReadAsync(long processId, CameraId camera, CancellationToken cancellationToken)
    {
        var found = await processes.FindAsync(processId, cancellationToken);
        return found.Map(record => new StoredLog
        {
            Process = record.Process,
            WhyNone = WhyNone,
            IsLive = IsLive,
            IsCut = IsCut,
            FileBytes = 12_400_000,
            Lines = WhyNone.Length > 0 ? [] : Lines(record.Process.ArrivedAt, camera),
        });
    }

    public Task<Result<Stream>> OpenAsync(long processId, CameraId camera, CancellationToken cancellationToken) =>
        Task.FromResult(
            WhyNone.Length > 0
                ? new Failure(WhyNone)
                : Result<Stream>.Success(new MemoryStream(Encoding.UTF8.GetBytes($"log of {camera} in process {processId}\n")))
        );

    private static ImmutableArray<RunLogLine> Lines(DateTimeOffset at, CameraId camera) =>
        [
            new(at, RunLogLevel.Info, "QuickLook", $"Running Preproc on {camera}", Quality.None),
            new(at.AddSeconds(2), RunLogLevel.Warning, "Preproc", "a column of the CCD is not read", Quality.None),
            new(at.AddSeconds(3), RunLogLevel.Info, "Get_RMS", "NOISE_AMP_STATUS: ALARM", Quality.Alarm),
            new(at.AddSeconds(5), RunLogLevel.Info, "QuickLook", "QuickLook Pipeline completed", Quality.None),
        ];
}
