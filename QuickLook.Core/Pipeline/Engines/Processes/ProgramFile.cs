using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>Finds the file of a program, as a shell would but without one.</summary>
internal static class ProgramFile
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds a program by its full path or, when it is a plain name, in the folders of PATH.</summary>
    /// <param name="program">Path or name.</param>
    /// <returns>The full path of a file that may be executed, or what to do.</returns>
    public static Result<string> Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Finds a program.</summary>
    /// <param name="program">Path or name.</param>
    /// <param name="searched">Folders for plain names, separated by colons.</param>
    public static Result<string> Find(string program, string? searched)
    {
        if (program.Length == 0 || program.Any(char.IsControl))
        {
            return new Failure("the program is missing: its full path, or its name when it is on PATH");
        }

        if (Path.IsPathRooted(program))
        {
            return !File.Exists(program) ? new Failure("the program does not exist; install it or correct the engine's command", program)
                : IsExecutable(program) ? program
                : new Failure("the program may not be executed; set its permission with chmod +x", program);
        }

        if (program.Contains('/'))
        {
            return new Failure($"'{program}' is neither a full path nor a plain name; write the program's full path");
        }

        var found = (searched ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(path => File.Exists(path) && IsExecutable(path));
        return found is null
            ? new Failure(
                $"the program '{program}' is not on the PATH of this service; install it or write its full path in the engine's command"
            )
            : found;
    }

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None;
}
