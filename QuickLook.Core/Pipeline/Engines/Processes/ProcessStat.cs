using System.Globalization;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>What <c>/proc/PID/stat</c> says of a process (proc(5)).</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">One letter: R, S, D, Z, ...</param>
/// <param name="Group">Id of its process group.</param>
/// <param name="StartTicks">When it started, in clock ticks since the machine did; with the id it names one process for good.</param>
internal readonly record struct ProcessStat(int Id, char State, int Group, long StartTicks)
{
    private const string Root = "/proc";

    // Positions behind the name, which is in parentheses and may hold anything.
    private const int StatePosition = 0;
    private const int GroupPosition = 2;
    private const int StartPosition = 19;

    /// <summary>True while it can do something; a zombie cannot.</summary>
    public bool IsAlive => State is not ('Z' or 'X');

    /// <summary>A process; null when there is none of this id.</summary>
    public static ProcessStat? Of(int id)
    {
        string text;
        try
        {
            text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"{Root}/{id}/stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            fields.Length > StartPosition
            && int.TryParse(fields[GroupPosition], CultureInfo.InvariantCulture, out var group)
            && long.TryParse(fields[StartPosition], CultureInfo.InvariantCulture, out var start)
            ? new ProcessStat(id, fields[StatePosition][0], group, start)
            : null;
    }

    /// <summary>The living members of a process group.</summary>
    public static IEnumerable<ProcessStat> MembersOf(int group)
    {
        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Of(id) is { IsAlive: true } process
                && process.Group == group
            )
            {
                yield return process;
            }
        }
    }

    /// <summary>True when a process was started with this setting of an environment variable; false when nobody may know.</summary>
    public static bool HasVariable(int id, string name, string value)
    {
        try
        {
            var environment = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"{Root}/{id}/environ"));
            return environment.Split('\0').Contains($"{name}={value}", StringComparer.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
