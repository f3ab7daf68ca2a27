using System.Collections.Immutable;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>A named engine as the configuration describes it.</summary>
public sealed record EngineDefinition
{
    /// <summary>Name of the engine that is this code.</summary>
    public const string NativeName = "native";

    /// <summary>Name in configuration, commands and the database: 1 to 40 of a-z, 0-9, dot and dash.</summary>
    public required string Name { get; init; }

    /// <summary>How it runs a camera.</summary>
    public EngineKind Kind { get; init; }

    /// <summary>Version as recorded with each run; empty for this code's own, or when the program says it itself.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>What a <see cref="EngineKind.Command"/> expects where.</summary>
    public EngineContract Contract { get; init; }

    /// <summary>
    /// Program and arguments of a <see cref="EngineKind.Command"/>, one element each and never through a shell, with placeholders in braces such as
    /// <c>{camera}</c>; empty for the others.
    /// </summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Environment variables beside those that the contract sets; values may have the same placeholders.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Folder in which the program starts; empty for the run's own.</summary>
    public string WorkingDirectory { get; init; } = string.Empty;

    /// <summary>Longest time without a line of output before the program counts as hung. 10 s to 1 h.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The engine that is this code, in this process.</summary>
    public static EngineDefinition Native { get; } = new() { Name = NativeName };
}
