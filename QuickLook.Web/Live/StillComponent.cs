using Microsoft.AspNetCore.Components;

namespace QuickLook.Web.Live;

/// <summary>
/// A component that renders again only when what it shows has changed. Frames arrive up to ten times a second; most parts of a page show
/// the same as before and cost nothing. It takes no child content: what stands inside would stand still with it.
/// </summary>
public abstract class StillComponent : ComponentBase
{
    private object? shown;
    private bool changed = true;

    /// <summary>Everything that the markup depends on, as one value with equality.</summary>
    protected abstract object? Shown { get; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = Shown;
        changed = changed || !Equals(now, shown);
        shown = now;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var render = changed;
        changed = false;
        return render;
    }

    /// <summary>Renders although no parameter changed: the component's own state did.</summary>
    protected void Redraw()
    {
        changed = true;
        StateHasChanged();
    }
}
