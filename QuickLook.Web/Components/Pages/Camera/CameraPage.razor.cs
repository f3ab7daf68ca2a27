using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Pages.Camera;

/// <summary>One camera of the live process, or of a past one with <c>?process=N</c>: its log as it is written, its stages and tests.</summary>
public sealed partial class CameraPage : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private ProcessSnapshot? past;
    private long? asked;

    /// <summary>The camera, as in the address.</summary>
    [Parameter]
    public string Name { get; set; } = string.Empty;

    /// <summary>The process to show; null for the live one.</summary>
    [SupplyParameterFromQuery(Name = "process")]
    public long? ProcessId { get; set; }

    [CascadingParameter]
    private LiveFrame Frame { get; set; } = default!;

    [Inject]
    private ILiveState State { get; set; } = default!;

    private CameraId? Id => CameraId.Parse(Name).TryGet(out var id, out _) ? id : null;

    private bool IsPast => ProcessId is not null && ProcessId != Frame.Snapshot.Process?.ProcessId;

    private ProcessSnapshot? Shown => IsPast ? past : Frame.Snapshot.Process;

    private string Title =>
        Id is { } id ? $"{id} – {Shown?.Exposure.Id.ToString() ?? "Monitor"} – QuickLook" : "No such camera – QuickLook";

    private string MonitorHref => IsPast ? $"monitor?process={ProcessId}" : "monitor";

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!IsPast || asked == ProcessId)
        {
            return;
        }

        asked = ProcessId;
        try
        {
            past = (await State.FindProcessAsync(ProcessId!.Value, left.Token)).TryGet(out var found, out _) ? found : null;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    private CameraId Step(int by) => CameraId.All[(Id!.Value.Index + by + CameraId.All.Count) % CameraId.All.Count];

    private string Href(CameraId camera) => $"monitor/camera/{camera}{(IsPast ? $"?process={ProcessId}" : null)}";

    private bool HasLog(CameraId camera) => !IsPast && State.CameraLog(camera) is not null;

    private string EmptyText(CameraId camera) =>
        this switch
        {
            { IsPast: true } => "The live log is kept for the running or latest process only; the log of this run lies on disk.",
            { Shown: null } => "No exposure has been processed yet.",
            _ when Shown.Cameras[camera.Index].Presence != CameraPresence.Present =>
                $"{camera} is not in the raw file of exposure {Shown.Exposure.Id}: nothing runs, nothing is logged.",
            _ => $"{camera} has not begun. Its log appears here line by line.",
        };
}
