using Microsoft.AspNetCore.Components;

namespace QuickLook.Web.Live;

/// <summary>Hands the circuit's newest <see cref="LiveFrame"/> down to everything inside.</summary>
public sealed partial class LiveRoot
{
    /// <summary>The frame of the application.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Feed.Dispose();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        // A page that is only prerendered never gets here, and needs no subscription.
        if (firstRender)
        {
            Feed.Show = _ => InvokeAsync(StateHasChanged);
            Feed.Start();
        }
    }
}
