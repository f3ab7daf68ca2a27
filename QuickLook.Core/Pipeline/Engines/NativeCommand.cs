using System.Collections.Immutable;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>How this program is started once more, to run a camera in a process of its own (<see cref="EngineKind.NativeProcess"/>).</summary>
/// <param name="Program">Full path of the executable: the program itself or the runtime's host.</param>
/// <param name="Arguments">All arguments: the program's library when the executable is the host, and the verb that runs a camera.</param>
public sealed record NativeCommand(string Program, ImmutableArray<string> Arguments);
