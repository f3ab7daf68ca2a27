using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Disk;

namespace QuickLook.Web.Components.Pages.Disk;

/// <summary>Removes raw data of a night after its name was typed, where the configuration allows it.</summary>
public sealed partial class RawPanel
{
    private string night = string.Empty;
    private string typed = string.Empty;
    private bool unprocessed;
    private bool removing;
    private RawRemovalReport? report;
    private string? failure;

    /// <summary>Who acts.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    /// <summary>The last count; null before the first.</summary>
    [Parameter, EditorRequired]
    public DiskUsage? Usage { get; set; }

    [Inject]
    private IDiskControl Disk { get; set; } = default!;

    private async Task RemoveAsync()
    {
        if (!Night.Parse(night).TryGet(out var chosen, out var none))
        {
            failure = none.ToString();
            return;
        }

        (removing, report, failure) = (true, null, null);
        var order = new RawRemovalOrder
        {
            Night = chosen,
            TypedNight = typed,
            IncludesUnprocessed = unprocessed,
        };
        if ((await Disk.RemoveRawAsync(Actor, order, CancellationToken.None)).TryGet(out var done, out var why))
        {
            report = done;
            (night, typed, unprocessed) = (string.Empty, string.Empty, false);
        }
        else
        {
            failure = why.ToString();
        }

        removing = false;
    }
}
