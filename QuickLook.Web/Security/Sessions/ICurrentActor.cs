using QuickLook.Core.Access;

namespace QuickLook.Web.Security.Sessions;

/// <summary>
/// Who uses this page or window. Show by <see cref="Seen"/>; act by <see cref="GetAsync"/>, which looks the account up again.
/// </summary>
public interface ICurrentActor
{
    /// <summary>The actor as last seen; may do nothing before the first look.</summary>
    Actor Seen { get; }

    /// <summary>Raised when <see cref="Seen"/> has become another, on any thread.</summary>
    event Action? Changed;

    /// <summary>The actor with what the account allows at this moment; hand it to services.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<Actor> GetAsync(CancellationToken cancellationToken = default);
}
