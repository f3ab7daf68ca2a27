using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings.Reading;
using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings;

/// <summary>
/// Reads a folder of mapping files: one <c>FLAVOR.json</c> per flavor (QLF's format, features.md 2.5 and 2.6, unchanged or with QuickLook's
/// keys), <c>metrics.json</c> and <c>cameras.json</c>. Files are bounded in size, depth and number of values; every fault is reported, not only the first.
/// </summary>
public sealed class MappingLoader
{
    private const string TrendMetricsFile = "metrics.json";
    private const string KnownDefectsFile = "cameras.json";
    private const string Pattern = "*.json";
    private const int MostFiles = 20;

    private readonly MappingVocabulary vocabulary;

    /// <summary>A loader that accepts these names in recipes.</summary>
    /// <param name="vocabulary">Steps and tests that the engine has.</param>
    public MappingLoader(MappingVocabulary vocabulary) => this.vocabulary = vocabulary;

    /// <summary>Reads all files of a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="cancellationToken">Ends reading between two files.</param>
    /// <returns>A set, or all faults.</returns>
    public async Task<MappingLoad> LoadAsync(string directory, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var files = await ReadFilesAsync(directory, faults, cancellationToken);
        return Load(files, directory, faults);
    }

    /// <summary>Makes a set of files that were read before; see <see cref="MappingSet.Files"/>.</summary>
    /// <param name="files">The files by name.</param>
    /// <param name="directory">The folder that they were read from.</param>
    /// <returns>A set, or all faults.</returns>
    public MappingLoad Load(IEnumerable<KeyValuePair<string, ImmutableArray<byte>>> files, string directory)
    {
        var bytes = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, content) in files)
        {
            bytes[name] = [.. content];
        }

        return Load(bytes, directory, new FaultList());
    }

    private MappingLoad Load(SortedDictionary<string, byte[]> files, string directory, FaultList faults)
    {
        var flavors = ImmutableDictionary.CreateBuilder<Flavor, FlavorMapping>();
        var metrics = ImmutableDictionary<string, TrendMetric>.Empty;
        var defects = ImmutableDictionary<CameraId, KnownDefects>.Empty;
        foreach (var (name, bytes) in files)
        {
            var flavor = Flavors.All.Where(known => name == $"{known.Name()}.json").Select(known => (Flavor?)known).FirstOrDefault();
            if (flavor is null && !IsOfAllFlavors(name))
            {
                string[] names = [.. Flavors.All.Select(known => $"{known.Name()}.json"), TrendMetricsFile, KnownDefectsFile];
                faults.Add(new MappingFault(name, string.Empty, null, $"no flavor has this name{Spelling.Hint(name, names)}"));
            }
            else if (LocatedJsonReader.Read(name, bytes, faults) is not { } root)
            {
                // The reader has said why.
            }
            else if (name == TrendMetricsFile)
            {
                metrics = TrendMetricsReader.Read(root, faults);
            }
            else if (flavor is not { } known)
            {
                defects = KnownDefectsReader.Read(root, faults);
            }
            else if (FlavorFileReader.Read(root, known, vocabulary, faults) is { } mapping)
            {
                flavors[known] = mapping;
            }
        }

        var hash = HashOf(files);
        return faults.IsEmpty
            ? new MappingLoad(
                new MappingSet
                {
                    Flavors = flavors.ToImmutable(),
                    TrendMetrics = metrics,
                    KnownDefects = defects,
                    Hash = hash,
                    Directory = directory,
                    Files = files.ToImmutableSortedDictionary(
                        file => file.Key,
                        file => ImmutableArray.Create(file.Value),
                        StringComparer.Ordinal
                    ),
                },
                [],
                hash
            )
            : new MappingLoad(null, faults.All, hash);
    }

    private static async Task<SortedDictionary<string, byte[]>> ReadFilesAsync(
        string directory,
        FaultList faults,
        CancellationToken cancellationToken
    )
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            foreach (var path in Directory.EnumerateFiles(directory, Pattern).Take(MostFiles + 1))
            {
                var name = Path.GetFileName(path);
                if (files.Count == MostFiles)
                {
                    faults.Add(Folder(directory, $"there are more than {MostFiles} files"));
                    break;
                }

                if (new FileInfo(path).Length > LocatedJsonReader.LargestFile)
                {
                    faults.Add(
                        new MappingFault(name, string.Empty, null, $"the file is larger than {LocatedJsonReader.LargestFile} bytes")
                    );
                    continue;
                }

                files[name] = await File.ReadAllBytesAsync(path, cancellationToken);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            faults.Add(Folder(directory, $"it cannot be read: {problem.Message}"));
            return files;
        }

        if (files.Keys.All(IsOfAllFlavors) && faults.IsEmpty)
        {
            faults.Add(Folder(directory, "there is no mapping file in it; one FLAVOR.json per flavor is expected, such as zero.json"));
        }

        return files;
    }

    private static bool IsOfAllFlavors(string name) => name is TrendMetricsFile or KnownDefectsFile;

    private static MappingFault Folder(string directory, string reason) =>
        new(string.Empty, string.Empty, null, $"mapping folder {directory}: {reason}");

    /// <summary>Names and lengths are hashed too, so that moving text from one file to another is a change.</summary>
    private static string HashOf(SortedDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{bytes.Length}\0"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
