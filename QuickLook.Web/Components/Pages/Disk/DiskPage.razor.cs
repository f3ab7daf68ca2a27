using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Components.Pages.Disk;

/// <summary>What lies on disk by night, what goes by itself, and the ways to remove some of it.</summary>
public sealed partial class DiskPage : IDisposable
{
    private readonly SortedSet<Night> chosen = [];

    [Inject]
    private IDiskControl Disk { get; set; } = default!;

    [Inject]
    private ICurrentActor Current { get; set; } = default!;

    private Actor Person => Current.Seen;

    private bool MayOperate => Person.May(Permission.Operate);

    /// <inheritdoc/>
    public void Dispose()
    {
        Disk.Changed -= Follow;
        Current.Changed -= Follow;
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Disk.Changed += Follow;
        Current.Changed += Follow;
    }

    private void Follow() => _ = InvokeAsync(StateHasChanged);

    private void Choose((IReadOnlyCollection<Night> Nights, bool IsChosen) choice)
    {
        if (choice.IsChosen)
        {
            chosen.UnionWith(choice.Nights);
        }
        else
        {
            chosen.ExceptWith(choice.Nights);
        }
    }
}
