using Microsoft.AspNetCore.Components.Authorization;
using QuickLook.Core.Access;

namespace QuickLook.Web.Security.Sessions;

/// <summary>The actor of a circuit, or of a page that is made without one.</summary>
internal sealed class CurrentActor : ICurrentActor, IDisposable
{
    private readonly AuthenticationStateProvider states;
    private readonly Actors actors;
    private readonly ILogger<CurrentActor> logger;
    private volatile Actor seen = new("anonymous", Permission.None);

    public CurrentActor(AuthenticationStateProvider states, Actors actors, ILogger<CurrentActor> logger)
    {
        this.states = states;
        this.actors = actors;
        this.logger = logger;
        states.AuthenticationStateChanged += LookAgain;
    }

    public event Action? Changed;

    public Actor Seen => seen;

    public async ValueTask<Actor> GetAsync(CancellationToken cancellationToken = default)
    {
        var state = await states.GetAuthenticationStateAsync();
        var actor = await actors.OfAsync(state.User, cancellationToken);
        if (actor != seen)
        {
            seen = actor;
            Changed?.Invoke();
        }

        return actor;
    }

    public void Dispose() => states.AuthenticationStateChanged -= LookAgain;

    private void LookAgain(Task<AuthenticationState> state) => _ = LookAgainAsync();

    private async Task LookAgainAsync()
    {
        try
        {
            await GetAsync();
        }
        catch (Exception bug)
        {
            logger.LogError(bug, "The actor of a window could not be looked up again");
        }
    }
}
