using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Import;

/// <summary>
/// A reductions tree that somebody else wrote, and that is not to be trusted: names are checked, links are followed only to places inside of the tree, sizes are
/// checked before memory is taken.
/// </summary>
internal sealed class ImportTree
{
    private const string DocumentPrefix = "ql-mergedQA-";
    private const int ExposureDigits = 8;

    private readonly string realRoot;
    private readonly string exposures;

    private ImportTree(string realRoot)
    {
        this.realRoot = realRoot;
        exposures = Path.Combine(realRoot, "exposures");
    }

    /// <summary>Opens a tree.</summary>
    /// <param name="root">Its production root.</param>
    public static Result<ImportTree> Open(string root)
    {
        if (!Directory.Exists(root) || RealPath.Of(root) is not { } real)
        {
            return new Failure("there is no such folder", root);
        }

        var tree = new ImportTree(real);
        return !Directory.Exists(tree.exposures)
                ? new Failure("there is no folder 'exposures' in it; the tree is named by its production root", root)
            : !RealPath.IsBelow(tree.exposures, real) ? new Failure("its folder 'exposures' leads out of it", root)
            : tree;
    }

    /// <summary>Path within the tree, as it is told and stored.</summary>
    /// <param name="path">Full path.</param>
    public string Relative(string path) => Path.GetRelativePath(realRoot, path);

    /// <summary>Folders of exposures, in order of night and number.</summary>
    /// <param name="night">Of this night only; null for all.</param>
    /// <param name="problems">Takes what is passed over.</param>
    public Result<ImmutableArray<ImportFolder>> List(Night? night, Action<Failure> problems)
    {
        try
        {
            var found = ImmutableArray.CreateBuilder<ImportFolder>();
            foreach (var nightFolder in Directory.EnumerateDirectories(exposures).Order(StringComparer.Ordinal))
            {
                if (!Night.Parse(Path.GetFileName(nightFolder)).TryGet(out var named, out var noNight))
                {
                    problems(noNight with { Place = Relative(nightFolder) });
                    continue;
                }

                if (night is { } wanted && named != wanted)
                {
                    continue;
                }

                foreach (var folder in Exposures(nightFolder, named, problems))
                {
                    if (found.Count == ImportOrder.MostExposures)
                    {
                        return new Failure(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"the tree has more than {ImportOrder.MostExposures} exposures; import it night by night"
                            )
                        );
                    }

                    found.Add(folder);
                }
            }

            return found.ToImmutable();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure(problem.Message, realRoot, FailureKind.Transient);
        }
    }

    /// <summary>The documents of an exposure, in order of camera.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="problems">Takes what is passed over.</param>
    public ImmutableArray<(CameraId Camera, string Path)> Documents(ImportFolder folder, Action<Failure> problems)
    {
        var found = ImmutableArray.CreateBuilder<(CameraId Camera, string Path)>();
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder.Path, DocumentPrefix + "*"))
            {
                var name = Path.GetFileName(file);
                var camera = name.Length > DocumentPrefix.Length + 2 ? name.Substring(DocumentPrefix.Length, 2) : string.Empty;
                if (!CameraId.Parse(camera).TryGet(out var id, out _) || name != $"{DocumentPrefix}{id}-{folder.Exposure}.json")
                {
                    problems(new Failure($"a document here is named {DocumentPrefix}CAMERA-{folder.Exposure}.json", Relative(file)));
                }
                else
                {
                    found.Add((id, file));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems(new Failure(problem.Message, Relative(folder.Path)));
        }

        found.Sort((one, other) => one.Camera.CompareTo(other.Camera));
        return found.ToImmutable();
    }

    /// <summary>Reads a document.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Its bytes and when it was written.</returns>
    public async Task<Result<(byte[] Bytes, DateTimeOffset WrittenAt)>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (!RealPath.IsBelow(path, realRoot))
            {
                return new Failure("it leads out of the tree", Relative(path));
            }

            var info = new FileInfo(RealPath.Of(path)!);
            if (info.Length is 0 or > MergedQa.LargestDocument)
            {
                return new Failure(
                    info.Length == 0 ? "it is empty" : $"it is larger than {MergedQa.LargestDocument >> 20} MiB",
                    Relative(path)
                );
            }

            // One byte more than was announced shows that it grew.
            var buffer = new byte[info.Length + 1];
            await using var file = info.OpenRead();
            var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return read != info.Length
                ? new Failure("it is being written; import it when it is complete", Relative(path), FailureKind.Transient)
                : (buffer[..read], new DateTimeOffset(info.LastWriteTimeUtc));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure(problem.Message, Relative(path));
        }
    }

    private IEnumerable<ImportFolder> Exposures(string nightFolder, Night night, Action<Failure> problems)
    {
        if (!RealPath.IsBelow(nightFolder, realRoot))
        {
            problems(new Failure("it leads out of the tree", Relative(nightFolder)));
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories(nightFolder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            if (name.Length != ExposureDigits || !ExposureId.Parse(name).TryGet(out var exposure, out _))
            {
                problems(new Failure("the folder of an exposure is named by its eight digits", Relative(folder)));
            }
            else if (!RealPath.IsBelow(folder, realRoot))
            {
                problems(new Failure("it leads out of the tree", Relative(folder)));
            }
            else
            {
                yield return new ImportFolder(night, exposure, folder);
            }
        }
    }
}
