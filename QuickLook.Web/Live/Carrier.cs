using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace QuickLook.Web.Live;

/// <summary>
/// Carries what a page has read from its rendering on the server to the live page, so that a page that is opened afresh reads once and never falls back to
/// "looking for ...".
/// </summary>
/// <param name="state">What the browser brings back.</param>
/// <param name="handover">Where it waits meanwhile.</param>
public sealed class Carrier(PersistentComponentState state, Handover handover)
{
    /// <summary>What the page had read when it was rendered on the server.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="page">Name of the page with its address, so that nothing of another page is taken.</param>
    /// <returns>Null when the page is opened from another one, or rendered on the server just now.</returns>
    public T? Take<T>(string page)
        where T : class => state.TryTakeFromJson<string>(page, out var ticket) ? handover.Take<T>(ticket) : null;

    /// <summary>Keeps what the page has read at the end of its rendering on the server.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="page">As <see cref="Take"/>.</param>
    /// <param name="read">Gives it; null when there is nothing to keep.</param>
    /// <returns>To be disposed with the page.</returns>
    public IDisposable Keep<T>(string page, Func<T?> read)
        where T : class =>
        state.RegisterOnPersisting(
            () =>
            {
                if (read() is { } thing)
                {
                    state.PersistAsJson(page, handover.Keep(thing));
                }

                return Task.CompletedTask;
            },
            RenderMode.InteractiveServer
        );
}
