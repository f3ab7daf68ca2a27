using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Components.Shared.Findings;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Pages.Monitor;

/// <summary>The home page: the exposure that is being processed, or with <c>?process=N</c> a past one, beside the live log.</summary>
public sealed partial class MonitorPage : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private ProcessSnapshot? past;
    private string? failure;
    private long? asked;
    private IDisposable? keeping;

    /// <summary>The process to show; null for the live one.</summary>
    [SupplyParameterFromQuery(Name = "process")]
    public long? ProcessId { get; set; }

    [CascadingParameter]
    private LiveFrame Frame { get; set; } = default!;

    [Inject]
    private Carrier Carrier { get; set; } = default!;

    [Inject]
    private ILiveState State { get; set; } = default!;

    [Inject]
    private IMappingsInForce Mappings { get; set; } = default!;

    private MonitorSnapshot Live => Frame.Snapshot;

    private bool IsPast => ProcessId is not null && ProcessId != Live.Process?.ProcessId;

    private ProcessSnapshot? Past => past is { } found && found.ProcessId == ProcessId ? found : null;

    private ProcessSnapshot? Shown => IsPast ? Past : Live.Process;

    private IReadOnlyList<Finding> Newest =>
        Shown is null ? [] : [.. Finding.Of(Shown, Quality.Alarm).OrderByDescending(finding => finding.At ?? DateTimeOffset.MaxValue)];

    private string Title
    {
        get
        {
            if (Shown is null)
            {
                return "Monitor – QuickLook";
            }

            var alarms = Finding.Of(Shown, Quality.Alarm).Count;
            return $"{(alarms == 0 ? null : $"({alarms}) ")}{Shown.Exposure.Id} {Shown.Exposure.Flavor} – Monitor – QuickLook";
        }
    }

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
        var page = $"monitor/{ProcessId}";
        if (Carrier.Take<ProcessSnapshot>(page) is { } read)
        {
            (asked, past) = (ProcessId, read);
        }

        keeping = Carrier.Keep(page, () => Past);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!IsPast || asked == ProcessId)
        {
            return;
        }

        asked = ProcessId;
        failure = null;
        try
        {
            if ((await State.FindProcessAsync(ProcessId!.Value, left.Token)).TryGet(out var found, out var why))
            {
                past = found;
            }
            else
            {
                failure = why.ToString();
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    private string CameraHref(CameraId camera) => IsPast ? $"monitor/camera/{camera}?process={ProcessId}" : LiveCameraHref(camera);

    private string FindingHref(Finding finding) => QaAddress.Of(Shown!, finding, Mappings.Current).ToString();

    private string PetalHref(CameraId camera, int stage) => QaAddress.Of(Shown!, camera, stage, Mappings.Current).ToString();

    private string QaHref(CameraId camera) => (QaAddress.Of(Shown!.ProcessId) with { Camera = camera }).ToString();

    private static string LiveCameraHref(CameraId camera) => $"monitor/camera/{camera}";
}
