using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>Golden camera r0 of each flavor, run once into one production root that stays as long as the tests.</summary>
public sealed class ProductRuns : IAsyncLifetime
{
    public const string Camera = "r0";

    public static readonly int[] Exposures = [101, 102, 103, 104];

    public string Output { get; } = Directory.CreateTempSubdirectory("quicklook-products-").FullName;

    /// <summary>The science exposure with all kinds of products that there are.</summary>
    public string FullOutput { get; } = Directory.CreateTempSubdirectory("quicklook-products-").FullName;

    /// <summary>The arc with the original's selection of lines.</summary>
    public string OriginalOutput { get; } = Directory.CreateTempSubdirectory("quicklook-products-").FullName;

    public async Task InitializeAsync()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        foreach (var exposure in Exposures)
        {
            await RunAsync(exposure, mappings, Output);
        }

        await RunAsync(104, Choosing(mappings, ProductKind.Preproc, isWritten: true), FullOutput);
        await RunAsync(102, mappings, OriginalOutput, EngineProfile.Desispec);
    }

    public Task DisposeAsync()
    {
        foreach (var folder in new[] { Output, FullOutput, OriginalOutput })
        {
            Directory.Delete(folder, recursive: true);
        }

        return Task.CompletedTask;
    }

    public static async Task<GoldenRun> RunAsync(int exposure, MappingSet mappings, string output, EngineProfile? profile = null) =>
        await GoldenRun.OfAsync(
            GoldenRun.RequestOf(GoldenSet.A, exposure, Camera, mappings, output),
            new GoldenRun.Recorder(),
            TimeProvider.System,
            CancellationToken.None,
            profile
        );

    /// <summary>The mappings with one kind of product switched on or off in all flavors.</summary>
    public static MappingSet Choosing(MappingSet mappings, ProductKind kind, bool isWritten) =>
        mappings.Flavors.Keys.Aggregate(
            mappings,
            (set, flavor) =>
                MappingChanges.OfFlavor(set, flavor, mapping => mapping with { Products = mapping.Products.With(kind, isWritten) })
        );

    /// <summary>Where a product is, relative to the production root.</summary>
    public static string PathOf(string kind, int exposure) =>
        kind == "preproc"
            ? $"preproc/20201107/{exposure:D8}/preproc-r0-{exposure:D8}.fits"
            : $"{FolderOf(exposure)}/{kind}-r0-{exposure:D8}.fits";

    /// <summary>Folder of an exposure, relative to the production root.</summary>
    public static string FolderOf(int exposure) => $"exposures/20201107/{exposure:D8}";

    /// <summary>All files below a production root, relative to it.</summary>
    public static string[] FilesBelow(string output, string folder = "") =>
        [
            .. Directory
                .GetFiles(Path.Combine(output, folder), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(output, file))
                .Order(StringComparer.Ordinal),
        ];
}
