using QuickLook.Core.Access;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>The configuration in force, and the one way to change it.</summary>
public interface IConfigurationDesk
{
    /// <summary>What is in force now.</summary>
    ServiceConfiguration Current { get; }

    /// <summary>Who changed it last, and when; null while it is as delivered.</summary>
    (string By, DateTimeOffset At)? LastChange { get; }

    /// <summary>Raised after each change, on any thread.</summary>
    event Action? Changed;

    /// <summary>Puts another configuration in force from the next exposure or camera on; needs <see cref="Permission.Administer"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="configuration">The whole new configuration.</param>
    /// <param name="basedOn">The <see cref="LastChange"/> that the actor saw; refused when somebody else has changed it since.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A failure that names every fault with its place.</returns>
    Task<Result<Done>> SaveAsync(
        Actor actor,
        ServiceConfiguration configuration,
        DateTimeOffset? basedOn,
        CancellationToken cancellationToken
    );
}
