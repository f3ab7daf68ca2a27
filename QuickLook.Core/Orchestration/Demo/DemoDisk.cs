using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>
/// Keeps a demonstration's folder small: removes the oldest raw exposures and reductions, never one that is in use. Only works in a folder that carries the
/// mark of a demonstration; follows no links. Rows in the database stay.
/// </summary>
public sealed class DemoDisk
{
    // The newest ones may not be registered yet, and somebody is looking at them.
    private const int NewestKept = 3;

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    private readonly string folder;
    private readonly long mostBytes;

    /// <summary>The bound of a folder.</summary>
    /// <param name="folder">The demonstration's folder.</param>
    /// <param name="mostBytes">Its largest size.</param>
    public DemoDisk(string folder, long mostBytes)
    {
        this.folder = Path.GetFullPath(folder);
        this.mostBytes = mostBytes;
    }

    /// <summary>Makes room for one more exposure.</summary>
    /// <param name="isInUse">Whether something of this name, an exposure or a process with eight digits, is needed.</param>
    /// <returns>Bytes that were removed; a failure when the folder is no demonstration's or something cannot be removed.</returns>
    public Result<long> MakeRoom(Func<DemoThing, bool> isInUse)
    {
        if (!File.Exists(Path.Combine(folder, DemoFolder.MarkName)))
        {
            return new Failure("the folder carries no mark of a demonstration; nothing is removed from it", folder);
        }

        try
        {
            var exposures = Sized(ExposureFolders(), DemoThingKind.RawExposure);
            var runs = Sized(RunFolders(), DemoThingKind.Process);
            var expected = Largest(exposures) + Largest(runs);
            var excess = SizeOf(folder) + expected - mostBytes;
            var removed = 0L;
            foreach (var (path, bytes, thing) in Oldest(exposures).Concat(Oldest(runs)).OrderBy(each => each.Thing.At))
            {
                if (removed >= excess)
                {
                    break;
                }

                if (!isInUse(thing))
                {
                    Directory.Delete(path, recursive: true);
                    RemoveIfEmpty(Path.GetDirectoryName(path)!, thing.Kind);
                    removed += bytes;
                }
            }

            return removed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the demonstration's folder cannot be kept small: {problem.Message}", folder);
        }
    }

    private static IEnumerable<(string Path, long Bytes, DemoThing Thing)> Oldest(
        List<(string Path, long Bytes, DemoThing Thing)> things
    ) => things.OrderBy(each => each.Thing.At).Take(Math.Max(0, things.Count - NewestKept));

    private static long Largest(List<(string Path, long Bytes, DemoThing Thing)> things) =>
        things.Count == 0 ? 0 : things.Max(each => each.Bytes);

    private static void RemoveIfEmpty(string night, DemoThingKind kind)
    {
        if (kind == DemoThingKind.RawExposure && !Directory.EnumerateFileSystemEntries(night).Any())
        {
            Directory.Delete(night);
        }
    }

    private static List<(string Path, long Bytes, DemoThing Thing)> Sized(IEnumerable<DirectoryInfo> folders, DemoThingKind kind) =>
        [
            .. folders
                .Where(found => found.LinkTarget is null)
                .Select(found =>
                    (found.FullName, SizeOf(found.FullName), new DemoThing(kind, found.Name, new DateTimeOffset(found.LastWriteTimeUtc)))
                ),
        ];

    private static long SizeOf(string folder)
    {
        var bytes = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", Everything))
        {
            try
            {
                bytes += file.Length;
            }
            catch (FileNotFoundException)
            {
                // A temporary file that has got its name since; it is counted under that or the next time.
            }
        }

        return bytes;
    }

    private IEnumerable<DirectoryInfo> ExposureFolders()
    {
        var root = new DirectoryInfo(DemoFolder.RawRootOf(folder));
        return root.Exists ? root.EnumerateDirectories().Where(night => night.LinkTarget is null).SelectMany(Inside) : [];
    }

    private IEnumerable<DirectoryInfo> RunFolders()
    {
        var root = new DirectoryInfo(Path.Combine(DemoFolder.OutputRootOf(folder), "runs"));
        return root.Exists ? Inside(root) : [];
    }

    private static IEnumerable<DirectoryInfo> Inside(DirectoryInfo parent) => parent.EnumerateDirectories();
}
