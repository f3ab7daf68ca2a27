using System.Collections.Immutable;

namespace QuickLook.Core.Benchmarks;

/// <summary>How this program is started as a process of its own.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What comes before the verb.</param>
public sealed record ProgramCommand(string File, ImmutableArray<string> Arguments)
{
    private const string Host = "dotnet";

    /// <summary>The command that starts the program again that runs now.</summary>
    /// <param name="processPath">Executable of the process, normally <see cref="Environment.ProcessPath"/>: the program itself, or the runtime's host.</param>
    /// <param name="programLibrary">Full path of the program's library, for the host.</param>
    public static ProgramCommand Again(string? processPath, string programLibrary) =>
        processPath is not null && Path.GetFileNameWithoutExtension(processPath) == Path.GetFileNameWithoutExtension(programLibrary)
            ? new ProgramCommand(processPath, [])
            : new ProgramCommand(Path.GetFileNameWithoutExtension(processPath) == Host ? processPath! : Host, [programLibrary]);
}
