using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Viewing.Logs;

/// <summary>Reads the end of run logs below the folders of processes.</summary>
/// <param name="processes">Which processes there are.</param>
/// <param name="options">Where their logs are.</param>
public sealed class RunLogShelf(IProcessList processes, IOptions<ViewingOptions> options) : IRunLogShelf
{
    /// <summary>Bytes of the end of a file that are read at most.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Lines that are given at most.</summary>
    public const int MostLines = 20_000;

    /// <inheritdoc/>
    public async Task<Result<StoredLog>> ReadAsync(long processId, CameraId camera, CancellationToken cancellationToken)
    {
        var found = await processes.FindAsync(processId, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var record, out var failure))
        {
            return failure;
        }

        if (Open(record.Process, camera) is not { } file)
        {
            return None(record, camera);
        }

        await using (file.ConfigureAwait(false))
        {
            return await ReadEndAsync(file, record, camera, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<Result<Stream>> OpenAsync(long processId, CameraId camera, CancellationToken cancellationToken)
    {
        var found = await processes.FindAsync(processId, cancellationToken).ConfigureAwait(false);
        return found.Then(record =>
            Open(record.Process, camera) is { } file ? Result<Stream>.Success(file) : new Failure(None(record, camera).WhyNone)
        );
    }

    private static async Task<Result<StoredLog>> ReadEndAsync(
        FileStream file,
        ProcessRecord record,
        CameraId camera,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var length = file.Length;
            var skipped = Math.Max(0, length - MostBytes);
            var bytes = new byte[(int)(length - skipped)];
            file.Position = skipped;
            var count = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            var from = skipped == 0 ? 0 : Math.Max(0, Array.IndexOf(bytes, (byte)'\n', 0, count) + 1);
            var run = record.Process.Cameras.First(run => run.Camera == camera);
            var (lines, isCut) = RunLogText.Last(
                Encoding.UTF8.GetString(bytes, from, count - from),
                MostLines,
                run.StartedAt ?? record.Process.ArrivedAt
            );
            return new StoredLog
            {
                Process = record.Process,
                Lines = lines,
                IsCut = skipped > 0 || isCut,
                FileBytes = length,
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new StoredLog { Process = record.Process, WhyNone = $"The log file cannot be read: {problem.Message}" };
        }
    }

    // A link could lead out of the output root; no run's log is a link.
    private FileStream? Open(StoredProcess process, CameraId camera)
    {
        var root = ProductPaths.ProcessRoot(options.Value.OutputRoot, process.Id);
        var path = ProductPaths.RunLog(root, process.Exposure.FolderNight, process.Exposure.Exposure, camera);
        try
        {
            return process.Cameras.Any(run => run.Camera == camera) && new FileInfo(path) is { Exists: true, LinkTarget: null }
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true)
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Removed in this moment, or not ours to read: for who looks it is not there.
            return null;
        }
    }

    private static StoredLog None(ProcessRecord record, CameraId camera)
    {
        var process = record.Process;
        var run = process.Cameras.FirstOrDefault(run => run.Camera == camera);
        var isLive = run is { State: RunState.Queued or RunState.Running };
        return new StoredLog
        {
            Process = process,
            IsLive = isLive,
            WhyNone = run switch
            {
                null => $"{camera} is not in process {process.Id}: it was not in the raw file, or was not asked for.",
                _ when isLive => $"{camera} has not ended. Its log is on its live page, and here when it has.",
                _ when record.LogsRemovedAt is { } at =>
                    $"The run logs of this process were removed from disk on {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.",
                _ when record.ImportedFrom.Length > 0 =>
                    $"These results were imported from {record.ImportedFrom}: documents and verdicts, without logs.",
                _ =>
                    "File not found: the run left no log, or somebody removed it. Its reason and its tests are on the page of the process.",
            },
        };
    }
}
