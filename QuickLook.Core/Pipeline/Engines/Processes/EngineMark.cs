using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>
/// Who works for a run, noted on disk: the file <c>engine.pid</c> in the engine's folder names the leader of the process group, and every process of the
/// group carries the folder in its environment. A service that finds a run of one that died can so end what is left of it, and nothing else.
/// </summary>
/// <param name="Leader">Id of the leader.</param>
/// <param name="StartTicks">When it started; see <see cref="ProcessStat.StartTicks"/>.</param>
/// <param name="Boot">Which start of the machine that counts from.</param>
internal sealed record EngineMark(int Leader, long StartTicks, string Boot)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "engine.pid";

    /// <summary>Variable that names the folder of the file.</summary>
    public const string Variable = "QL_ENGINE_FOLDER";

    private const string BootFile = "/proc/sys/kernel/random/boot_id";
    private const int LongestFile = 200;

    /// <summary>The mark of a group.</summary>
    public static EngineMark Of(ProcessGroup group) => new(group.Leader, group.StartTicks, ThisBoot());

    /// <summary>Reads a mark.</summary>
    /// <param name="folder">The engine's folder.</param>
    /// <returns>Null when there is none or it cannot be read.</returns>
    public static EngineMark? Read(string folder)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, FileName));
            var words = file.Exists && file.Length <= LongestFile ? File.ReadAllText(file.FullName).Split(' ', '\n') : [];
            return
                words.Length >= 3
                && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var leader)
                && leader > 1
                && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                ? new EngineMark(leader, start, words[2])
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the mark.</summary>
    /// <param name="folder">The engine's folder.</param>
    public Result<Done> Write(string folder) =>
        AtomicFile.Write(
            Path.Combine(folder, FileName),
            System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Leader} {StartTicks} {Boot}\n"))
        );

    /// <summary>The group, when it is still the one that was noted.</summary>
    /// <param name="folder">The engine's folder.</param>
    /// <returns>Null when nothing of it lives, or its number now belongs to somebody else.</returns>
    public ProcessGroup? Living(string folder)
    {
        if (!OperatingSystem.IsLinux() || Boot != ThisBoot())
        {
            return null;
        }

        var isOurs = ProcessStat.Of(Leader) is { IsAlive: true } leader
            ? leader.StartTicks == StartTicks && leader.Group == Leader
            : ProcessStat.MembersOf(Leader).Any(member => ProcessStat.HasVariable(member.Id, Variable, folder));
        return isOurs ? new ProcessGroup(Leader, StartTicks) : null;
    }

    private static string ThisBoot() => File.Exists(BootFile) ? File.ReadAllText(BootFile).Trim() : "unknown";
}
