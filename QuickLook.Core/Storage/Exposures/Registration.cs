using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Storage.Exposures;

/// <summary>What registering an exposure did.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Process">The process that handles it, all cameras included.</param>
public sealed record Registration(RegistrationKind Kind, StoredProcess Process);

/// <summary>What registering an exposure did.</summary>
public enum RegistrationKind
{
    /// <summary>A process was made.</summary>
    Created,

    /// <summary>The file grew; its new cameras joined the process there is.</summary>
    Joined,

    /// <summary>This very file was registered before; nothing was changed.</summary>
    Unchanged,

    /// <summary>The exposure is being processed from the file as it was; nothing was changed, ask again when that has ended.</summary>
    Busy,
}
