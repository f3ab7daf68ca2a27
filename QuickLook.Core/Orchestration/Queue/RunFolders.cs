using System.Globalization;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// Where runs write. <c>OUT/runs/PROCESS8/</c> is the production root of a process; each attempt of a camera has its own root below it, and its
/// products are published by rename when it has ended. <c>OUT/exposures/NIGHT/EXPID8</c> is a link to the run that is the exposure's answer.
/// </summary>
internal sealed class RunFolders(OrchestrationSettings settings)
{
    private readonly string signature = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName} {Environment.ProcessId} {Guid.NewGuid():N}"
    );
    private volatile bool hasSigned;

    /// <summary>Folder of all runs.</summary>
    public string RunsRoot => Path.Combine(settings.OutputRoot, "runs");

    /// <summary>Production root of a process.</summary>
    public string ProcessRoot(long processId) => ProductPaths.ProcessRoot(settings.OutputRoot, processId);

    /// <summary>Production root of one attempt of a camera.</summary>
    public string AttemptRoot(CameraOrder order) =>
        Path.Combine(
            ProcessRoot(order.Process.Id),
            "attempts",
            string.Create(CultureInfo.InvariantCulture, $"{order.Camera}-{order.Attempt}")
        );

    /// <summary>The run log of a camera, once published.</summary>
    public string RunLog(CameraOrder order) =>
        ProductPaths.RunLog(
            ProcessRoot(order.Process.Id),
            order.Process.Exposure.FolderNight,
            order.Process.Exposure.Exposure,
            order.Camera
        );

    /// <summary>
    /// Says on disk that this service works now: from here on a service that has lost its place begins and publishes nothing there, even while it has not noticed
    /// yet. The signature in the database does the same for rows.
    /// </summary>
    /// <returns>Why it could not be written; then nothing is compared.</returns>
    public Result<Done> Sign()
    {
        try
        {
            Directory.CreateDirectory(RunsRoot);
            File.WriteAllText(WriterFile + ".part", signature);
            File.Move(WriterFile + ".part", WriterFile, overwrite: true);
            hasSigned = true;
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"it cannot be signed: {problem.Message}", WriterFile);
        }
    }

    /// <summary>
    /// Makes the folder of an attempt its own: what earlier attempts of the camera left is removed, and from here on none of them is published, not even
    /// one that still runs because it did not end when it was asked to.
    /// </summary>
    /// <returns>A permanent failure when another service has taken over; a transient one when the disk does not let it.</returns>
    public Result<Done> Open(CameraOrder order)
    {
        var attempts = Path.GetDirectoryName(AttemptRoot(order))!;
        try
        {
            if (IsSignedByAnother())
            {
                return new Failure("another QuickLook has taken over; nothing is begun here any more", attempts);
            }

            Directory.CreateDirectory(attempts);
            File.WriteAllText(OwnerFile(order) + ".part", order.Mark);
            File.Move(OwnerFile(order) + ".part", OwnerFile(order), overwrite: true);
            foreach (var left in new DirectoryInfo(attempts).EnumerateDirectories($"{order.Camera}-*").ToList())
            {
                LeftoverEngines.End(left.FullName);
                left.Delete(recursive: true);
            }

            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the folder of the run cannot be prepared: {problem.Message}", attempts, FailureKind.Transient);
        }
    }

    /// <summary>Moves everything that an attempt wrote to its place under the process, each file by one rename, and removes the attempt's folder.</summary>
    /// <returns>
    /// A permanent failure when a later attempt of the camera has begun or another service has taken over; a transient one when the disk does not let it.
    /// </returns>
    public Result<Done> Publish(CameraOrder order)
    {
        var from = AttemptRoot(order);
        var to = ProcessRoot(order.Process.Id);
        try
        {
            if (IsSignedByAnother())
            {
                return new Failure("another QuickLook has taken over; nothing of this one is published", from);
            }

            if (!IsOwner(order))
            {
                return new Failure("a later attempt has taken its place; nothing of this one is published", from);
            }

            if (Directory.Exists(from))
            {
                foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(IsProduct).ToList())
                {
                    var target = Path.Combine(to, Path.GetRelativePath(from, file));
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Move(file, target, overwrite: true);
                }

                Directory.Delete(from, recursive: true);
            }

            File.Delete(OwnerFile(order));
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the products could not be published: {problem.Message}", to, FailureKind.Transient);
        }
    }

    /// <summary>Removes what an attempt wrote.</summary>
    public Result<Done> Discard(CameraOrder order)
    {
        try
        {
            if (IsOwner(order) && Directory.Exists(AttemptRoot(order)))
            {
                Directory.Delete(AttemptRoot(order), recursive: true);
            }

            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the attempt's folder could not be removed: {problem.Message}", AttemptRoot(order));
        }
    }

    /// <summary>Removes the links of exposures whose runs were cleared.</summary>
    public void RemoveLinksToNothing()
    {
        var nights = new DirectoryInfo(Path.Combine(settings.OutputRoot, "exposures"));
        foreach (
            var link in nights.Exists ? nights.EnumerateDirectories().SelectMany(night => night.EnumerateFileSystemInfos()).ToList() : []
        )
        {
            if (link.LinkTarget is not null && link.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true })
            {
                File.Delete(link.FullName);
            }
        }
    }

    // Which service works.
    private string WriterFile => Path.Combine(RunsRoot, ".writer");

    private bool IsSignedByAnother() => hasSigned && File.Exists(WriterFile) && File.ReadAllText(WriterFile) != signature;

    // Which attempt of a camera may publish.
    private string OwnerFile(CameraOrder order) => Path.Combine(Path.GetDirectoryName(AttemptRoot(order))!, $"{order.Camera}.owner");

    private bool IsOwner(CameraOrder order) => File.Exists(OwnerFile(order)) && File.ReadAllText(OwnerFile(order)) == order.Mark;

    // Links lead to inputs that were laid out for another engine; hidden files and half-written ones are nobody's product.
    private static bool IsProduct(string file)
    {
        var name = Path.GetFileName(file);
        return !name.StartsWith('.') && !name.EndsWith(".tmp", StringComparison.Ordinal) && new FileInfo(file).LinkTarget is null;
    }

    /// <summary>Makes a process the answer of its exposure: a new link is made beside the old one and renamed over it.</summary>
    public Result<Done> PointAt(StoredProcess process)
    {
        var exposure = process.Exposure;
        var link = ProductPaths.ExposureFolder(settings.OutputRoot, exposure.Night, exposure.Exposure);
        var target = ProductPaths.ExposureFolder(ProcessRoot(process.Id), exposure.FolderNight, exposure.Exposure);
        try
        {
            if (!Directory.Exists(target))
            {
                return Done.Value;
            }

            if (Directory.Exists(link) && new DirectoryInfo(link).LinkTarget is null)
            {
                return new Failure("this is a folder, not a link that QuickLook made; it is left alone", link);
            }

            var parent = Path.GetDirectoryName(link)!;
            Directory.CreateDirectory(parent);
            var temporary = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $".{exposure.Exposure}-{process.Id}"));
            File.Delete(temporary);
            File.CreateSymbolicLink(temporary, Path.GetRelativePath(parent, target));
            return SymbolicLinks.Replace(temporary, link);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the link to the newest run could not be made: {problem.Message}", link);
        }
    }
}
