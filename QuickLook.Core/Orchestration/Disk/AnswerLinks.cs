using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Retention;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// Keeps <c>OUT/exposures/NIGHT/EXPID8</c> from leading to nothing: once the run that it leads to is gone, it leads to the newest remaining answer of the exposure, or
/// is removed.
/// </summary>
internal sealed class AnswerLinks(RunFolders folders, RetentionStore store, OrchestrationSettings settings)
{
    /// <summary>Sets the link of an exposure right after files of a process of it were removed.</summary>
    /// <param name="process">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<Done>> MendAsync(HeldProcess process, CancellationToken cancellationToken)
    {
        var link = ProductPaths.ExposureFolder(settings.OutputRoot, process.Night, process.Exposure);
        if (!LeadsToNothing(link))
        {
            return Done.Value;
        }

        var answers = await store.ListAnswersAsync(process.ExposureRowId, cancellationToken).ConfigureAwait(false);
        if (!answers.TryGet(out var remaining, out var failure))
        {
            return failure;
        }

        var newest = remaining.FirstOrDefault(answer =>
            Directory.Exists(
                ProductPaths.ExposureFolder(folders.ProcessRoot(answer.Id), answer.Exposure.FolderNight, answer.Exposure.Exposure)
            )
        );
        if (newest is not null)
        {
            return folders.PointAt(newest);
        }

        try
        {
            File.Delete(link);
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the link to a removed run could not be removed: {problem.Message}", link);
        }
    }

    private static bool LeadsToNothing(string path)
    {
        var link = new DirectoryInfo(path);
        return link.LinkTarget is not null && link.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true };
    }
}
