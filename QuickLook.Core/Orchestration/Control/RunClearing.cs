using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>Counts and removes what runs left on disk. Looks below <c>OUT/runs</c> only, follows no links, and never touches raw data.</summary>
internal sealed class RunClearing(RunFolders folders)
{
    private const string LogPattern = "*.log";

    /// <summary>What clearing everything would remove.</summary>
    public Task<Result<ClearPlan>> PlanAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Walk(reductions: true, logs: true, remove: false, cancellationToken), cancellationToken);

    /// <summary>Removes products, run logs or both.</summary>
    /// <returns>What was removed.</returns>
    public Task<Result<ClearPlan>> ClearAsync(bool reductions, bool logs, CancellationToken cancellationToken) =>
        Task.Run(() => Walk(reductions, logs, remove: true, cancellationToken), cancellationToken);

    private Result<ClearPlan> Walk(bool reductions, bool logs, bool remove, CancellationToken cancellationToken)
    {
        var total = new ClearPlan(0, 0, 0);
        try
        {
            var runs = new DirectoryInfo(folders.RunsRoot);
            foreach (var process in runs.Exists ? runs.EnumerateDirectories() : [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                var found = WalkProcess(process, reductions, logs, remove);
                total = new ClearPlan(
                    total.Processes + (found == (0, 0) ? 0 : 1),
                    total.ReductionBytes + found.Reductions,
                    total.LogBytes + found.Logs
                );
            }

            if (remove)
            {
                folders.RemoveLinksToNothing();
            }

            return total;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure(problem.Message, folders.RunsRoot);
        }
    }

    private static (long Reductions, long Logs) WalkProcess(DirectoryInfo process, bool reductions, bool logs, bool remove)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        (long Reductions, long Logs) found = (0, 0);
        foreach (var file in process.EnumerateFiles("*", everything).ToList())
        {
            var isLog = System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(LogPattern, file.Name);
            if (isLog ? !logs : !reductions)
            {
                continue;
            }

            found = isLog ? (found.Reductions, found.Logs + file.Length) : (found.Reductions + file.Length, found.Logs);
            if (remove)
            {
                file.Delete();
            }
        }

        if (remove && !process.EnumerateFiles("*", everything).Any())
        {
            process.Delete(recursive: true);
        }

        return found;
    }
}
