using QuickLook.Core.Instrument;

namespace QuickLook.Tests.Golden;

/// <summary>Paths into the golden data of the repository (see README.md beside this file).</summary>
public sealed record GoldenSet(string Name, Night Night)
{
    public static GoldenSet A { get; } = new("A", new Night(new DateOnly(2020, 11, 7)));

    public static GoldenSet B { get; } = new("B", new Night(new DateOnly(2020, 11, 8)));

    public static string RepositoryRoot { get; } = FindRoot();

    public static string GoldenRoot => Path.Combine(RepositoryRoot, "QuickLook.Tests", "Golden");

    public string Root => Path.Combine(GoldenRoot, Name);

    public string RawRoot => Path.Combine(Root, "raw");

    public string CalibrationRoot => Path.Combine(Root, "calib");

    public string RawFile(int exposure)
    {
        var id = new ExposureId(exposure);
        return Path.Combine(RawRoot, Night.ToString(), id.ToString(), $"desi-{id}.fits.fz");
    }

    public string FibermapFile(int exposure)
    {
        var id = new ExposureId(exposure);
        return Path.Combine(RawRoot, Night.ToString(), id.ToString(), $"fibermap-{id}.fits");
    }

    public string ExpectedTest(string camera, int exposure, string test) =>
        Path.Combine(Root, "expected", "qa", $"{camera}-{new ExposureId(exposure)}", $"{test}.json");

    public string ExpectedMerged(string camera, int exposure) =>
        Path.Combine(Root, "expected", "merged", $"ql-mergedQA-{camera}-{new ExposureId(exposure)}.json");

    public string ExpectedLog(string camera, int exposure) =>
        Path.Combine(Root, "expected", "logs", $"ql-{camera}-{new ExposureId(exposure)}.log");

    public string ExpectedFrame(string kind, string camera, int exposure) =>
        Path.Combine(Root, "expected", "frames", $"{kind}-{camera}-{new ExposureId(exposure)}.fits.gz");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QuickLook.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from a folder inside a clone of the repository.");
    }
}
