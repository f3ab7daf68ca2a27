using QuickLook.Core.Access;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>The one way to change mappings from a screen.</summary>
public interface IMappingDesk
{
    /// <summary>Changes what operators read about a test; needs <see cref="Permission.Administer"/> and is audited, with the texts before.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="change">The texts.</param>
    /// <param name="cancellationToken">Gives up, as long as nothing is written.</param>
    /// <returns>Why nothing, or not every file, was written.</returns>
    Task<Result<Done>> SaveTextsAsync(Actor actor, TextsChange change, CancellationToken cancellationToken);
}
