using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Golden;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Fits;

/// <summary>Expected values: astropy 5.2 of Debian, element by element, exact unless <see cref="Comparison"/> says why not.</summary>
[Collection(OracleCollection.Name)]
public sealed class AstropyAgreementTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Golden_exposures_calibrations_and_products_are_read_as_astropy_reads_them()
    {
        if (!ExternalTools.AreAvailable(nameof(Golden_exposures_calibrations_and_products_are_read_as_astropy_reads_them)))
        {
            return;
        }

        var files = Directory.GetFiles(GoldenSet.GoldenRoot, "*.fits*", SearchOption.AllDirectories);
        var comparison = Compare(files);

        comparison.Differences.ShouldBeEmpty();
        comparison.Images.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Astropys_own_test_files_are_read_as_astropy_reads_them()
    {
        if (!ExternalTools.AreAvailable(nameof(Astropys_own_test_files_are_read_as_astropy_reads_them)))
        {
            return;
        }

        var files = Directory.GetFiles(ExternalTools.AstropyFolder(), "*.fits*", SearchOption.AllDirectories);
        var comparison = Compare(files);

        comparison.Differences.ShouldBeEmpty();
        files.Length.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Files_of_every_kind_that_astropy_writes_are_read_as_astropy_reads_them()
    {
        if (!ExternalTools.AreAvailable(nameof(Files_of_every_kind_that_astropy_writes_are_read_as_astropy_reads_them)))
        {
            return;
        }

        var samples = Path.Combine(folder, "samples");
        ExternalTools.RunOracle("fits_samples.py", [samples]);
        var comparison = Compare(Directory.GetFiles(samples));

        comparison.Differences.ShouldBeEmpty();
        comparison.Images.ShouldBeGreaterThan(100);
        comparison.Columns.ShouldBeGreaterThan(15);
    }

    private Comparison Compare(IReadOnlyCollection<string> files)
    {
        var comparison = new Comparison();
        foreach (var file in AstropyFile.Read(files, Path.Combine(folder, "dump")))
        {
            comparison.Compare(file);
        }

        output.WriteLine($"{files.Count} files, {comparison.Images} images, {comparison.Pixels} pixels, {comparison.Columns} columns");
        return comparison;
    }
}
