using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Disk;

namespace QuickLook.Web.Components.Pages.Disk;

/// <summary>What lies on disk by night, what goes by itself, and the ways to remove some of it.</summary>
public sealed partial class DiskPage : IDisposable
{
    private readonly SortedSet<Night> chosen = [];

    [Inject]
    private IDiskControl Disk { get; set; } = default!;

    private static Actor Person => Actor.LocalOperator;

    private static bool MayOperate => Person.May(Permission.Operate);

    /// <inheritdoc/>
    public void Dispose() => Disk.Changed -= Follow;

    /// <inheritdoc/>
    protected override void OnInitialized() => Disk.Changed += Follow;

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
