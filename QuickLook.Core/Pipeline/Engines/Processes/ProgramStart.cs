using System.Collections.Immutable;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>What to start.</summary>
internal sealed record ProgramStart
{
    /// <summary>Full path of the program.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>All of its environment.</summary>
    public required ImmutableDictionary<string, string> Environment { get; init; }

    /// <summary>Folder in which it starts.</summary>
    public required string WorkingDirectory { get; init; }
}
