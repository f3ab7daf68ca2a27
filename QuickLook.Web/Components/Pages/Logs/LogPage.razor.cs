using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing.Logs;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Pages.Logs;

/// <summary>The log of a camera's run as it lies on disk, of any process.</summary>
public sealed partial class LogPage : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private (long Process, string Name)? asked;
    private StoredLog? stored;
    private LiveLog? log;
    private string? failure;
    private IDisposable? keeping;

    /// <summary>Number of the process.</summary>
    [Parameter]
    public long ProcessId { get; set; }

    /// <summary>The camera, as in the address.</summary>
    [Parameter]
    public string Name { get; set; } = string.Empty;

    [Inject]
    private Carrier Carrier { get; set; } = default!;

    [Inject]
    private IRunLogShelf Shelf { get; set; } = default!;

    private CameraId? Id => CameraId.Parse(Name).TryGet(out var id, out _) ? id : null;

    private StoredCameraRun? Run => stored?.Process.Cameras.FirstOrDefault(run => run.Camera == Id);

    /// <inheritdoc/>
    public void Dispose()
    {
        keeping?.Dispose();
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var page = $"logs/{ProcessId}/{Name}";
        if (Carrier.Take<StoredLog>(page) is { } read)
        {
            (asked, stored, log) = ((ProcessId, Name), read, ToLog(read));
        }

        keeping = Carrier.Keep(page, () => stored);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Id is not { } id || asked == (ProcessId, Name))
        {
            return;
        }

        var wanted = (ProcessId, Name);
        (asked, stored, log, failure) = (wanted, null, null, null);
        try
        {
            var found = await Shelf.ReadAsync(ProcessId, id, left.Token);
            if (wanted != asked)
            {
                return;
            }

            if (found.TryGet(out var read, out var reason))
            {
                (stored, log) = (read, ToLog(read));
            }
            else
            {
                failure = reason.ToString();
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    // The same view as that of live logs; nothing is added to this one any more.
    private static LiveLog ToLog(StoredLog read)
    {
        var lines = new LiveLog(Math.Max(1, read.Lines.Length));
        foreach (var line in read.Lines)
        {
            lines.Append(line.At, line.Level, line.Text, logger: line.Logger, verdict: line.Verdict);
        }

        return lines;
    }

    // Cameras of the process in a circle; of one that is not in it, the ones beside its place.
    private CameraId Beside(int step)
    {
        var cameras = stored!.Process.Cameras.IsEmpty ? [.. CameraId.All] : stored.Process.Cameras.Select(run => run.Camera).ToList();
        var below = cameras.Count(camera => camera < Id);
        var next = step < 0 ? below - 1 : below + (cameras.Contains(Id!.Value) ? 1 : 0);
        return cameras[(next + cameras.Count) % cameras.Count];
    }

    private string Href(CameraId camera) => $"logs/{ProcessId}/{camera}";
}
