using Microsoft.AspNetCore.Components;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Shared;

/// <summary>
/// Shows nothing; has a page of one process read again whenever one of its cameras ends, until what is stored has caught up. The page itself need not take frames,
/// and draws nothing when they bring nothing.
/// </summary>
public sealed class ProcessFollower : ComponentBase, IDisposable
{
    // The tables are written a moment after the screens know.
    private const int MostReadings = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private Throttle? reading;
    private ShownItems? happened;
    private long asked;
    private int readings;
    private bool left;

    /// <summary>Number of the process.</summary>
    [Parameter, EditorRequired]
    public long ProcessId { get; set; }

    /// <summary>Reads everything again and draws it; gives the process as it is stored, or null when it could not be read.</summary>
    [Parameter, EditorRequired]
    public Func<Task<StoredProcess?>> Read { get; set; } = default!;

    [CascadingParameter]
    private LiveFrame? Frame { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private ProcessSnapshot? Live => Frame?.Snapshot.Process is { } live && live.ProcessId == ProcessId ? live : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        left = true;
        reading?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => reading = new Throttle(Interval, () => InvokeAsync(FollowAsync), Time);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = Live is { } live
            ? new ShownItems([live.State, .. live.Cameras.Select(camera => (object?)(camera.State.IsFinal() ? camera.EndedAt : null))])
            : null;
        if (asked != ProcessId)
        {
            (asked, happened) = (ProcessId, now);
        }
        else if (now is not null && !now.Equals(happened))
        {
            happened = now;
            readings = 0;
            reading!.Signal();
        }
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    private async Task FollowAsync()
    {
        if (left)
        {
            return;
        }

        var stored = await Read();
        readings++;
        if (IsBehind(stored) && readings < MostReadings)
        {
            reading!.Signal();
        }
    }

    private bool IsBehind(StoredProcess? stored) =>
        Live is { } live
        && (
            stored is null
            || (live.State.IsFinal() && !stored.State.IsFinal())
            || live.Cameras.Any(camera =>
                camera.State.IsFinal() && stored.Cameras.FirstOrDefault(run => run.Camera == camera.Camera)?.State.IsFinal() != true
            )
        );
}
