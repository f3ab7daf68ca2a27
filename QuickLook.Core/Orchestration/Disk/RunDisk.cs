using System.Globalization;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// Counts and removes what runs left below <c>OUT/runs</c>. Nothing else is ever looked at: no link is followed (one inside of a process's folder is removed
/// itself), and a folder that is a link or has no process's name is left alone.
/// </summary>
internal sealed class RunDisk(RunFolders folders)
{
    private const string LogEnding = ".log";

    // Deeper than any product; a tree that goes on for ever must end somewhere.
    private const int Deepest = 32;

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    /// <summary>Numbers of the processes that have a folder, ascending.</summary>
    public Result<IReadOnlyList<long>> List()
    {
        try
        {
            var root = new DirectoryInfo(folders.RunsRoot);
            if (!root.Exists)
            {
                return Result<IReadOnlyList<long>>.Success([]);
            }

            if (IsLink(root))
            {
                return new Failure("this is a link; what it leads to is left alone", folders.RunsRoot);
            }

            return Result<IReadOnlyList<long>>.Success([
                .. root.EnumerateDirectories("*", Everything)
                    .Where(folder => !IsLink(folder))
                    .Select(folder => NumberOf(folder.Name))
                    .OfType<long>()
                    .Order(),
            ]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure(problem.Message, folders.RunsRoot, FailureKind.Transient);
        }
    }

    /// <summary>What a process has on disk.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    public Result<RunFiles> Measure(long processId, CancellationToken cancellationToken) =>
        Walk(processId, products: true, logs: true, remove: false, cancellationToken);

    /// <summary>Removes files of a process, and the folders that are empty then.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="products">Its products and documents.</param>
    /// <param name="logs">Its run logs.</param>
    /// <returns>What was removed.</returns>
    public Result<RunFiles> Remove(long processId, bool products, bool logs) =>
        Walk(processId, products, logs, remove: true, CancellationToken.None);

    private Result<RunFiles> Walk(long processId, bool products, bool logs, bool remove, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(folders.ProcessRoot(processId));
        try
        {
            if (IsLink(new DirectoryInfo(folders.RunsRoot)) || IsLink(folder))
            {
                return new Failure("this is a link; what it leads to is left alone", folder.FullName);
            }

            var found = folder.Exists ? Walk(folder, products, logs, remove, 0, cancellationToken) : RunFiles.None;
            if (remove && folder.Exists && !folder.EnumerateFileSystemInfos("*", Everything).Any())
            {
                folder.Delete();
            }

            return found;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure(problem.Message, folder.FullName, FailureKind.Transient);
        }
    }

    private static RunFiles Walk(
        DirectoryInfo folder,
        bool products,
        bool logs,
        bool remove,
        int depth,
        CancellationToken cancellationToken
    )
    {
        if (depth > Deepest)
        {
            throw new IOException($"{folder.FullName} lies deeper than any product");
        }

        var found = RunFiles.None;
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry is DirectoryInfo inner && !IsLink(entry))
            {
                found = Add(found, Walk(inner, products, logs, remove, depth + 1, cancellationToken));
                if (remove && !inner.EnumerateFileSystemInfos("*", Everything).Any())
                {
                    inner.Delete();
                }

                continue;
            }

            var isLog = entry.Name.EndsWith(LogEnding, StringComparison.Ordinal);
            if (isLog ? !logs : !products)
            {
                continue;
            }

            var bytes = entry is FileInfo file && !IsLink(entry) ? file.Length : 0;
            found = Add(found, isLog ? new RunFiles(0, 0, 1, bytes) : new RunFiles(1, bytes, 0, 0));
            if (remove)
            {
                // Unlinks the entry itself, also when it is a link to a folder.
                File.Delete(entry.FullName);
            }
        }

        return found;
    }

    private static RunFiles Add(RunFiles one, RunFiles other) =>
        new(one.Products + other.Products, one.ProductBytes + other.ProductBytes, one.Logs + other.Logs, one.LogBytes + other.LogBytes);

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null;

    private static long? NumberOf(string name) =>
        long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number.ToString("D8", CultureInfo.InvariantCulture) == name
            ? number
            : null;
}
