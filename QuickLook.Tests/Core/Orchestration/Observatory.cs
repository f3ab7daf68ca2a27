using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>Folders of a test, and an observatory that writes golden exposures into them.</summary>
public sealed class Observatory : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ql-obs-").FullName;

    public Observatory() => Directory.CreateDirectory(RawRoot);

    public string RawRoot => Path.Combine(root, "raw");

    public string OutputRoot => Path.Combine(root, "out");

    public static CameraId[] Cameras { get; } = [CameraId.Parse("b0").Value, CameraId.Parse("r0").Value, CameraId.Parse("z0").Value];

    public void Dispose() => Directory.Delete(root, recursive: true);

    public string RawFile(int exposure, string night = "20201107")
    {
        var id = new ExposureId(exposure);
        return Path.Combine(RawRoot, night, id.ToString(), $"desi-{id}.fits.fz");
    }

    /// <summary>As an observatory does it: a temporary name in the same folder, then a rename.</summary>
    /// <returns>When it was renamed.</returns>
    public async Task<DateTimeOffset> TakeAsync(
        int exposure,
        int golden = 101,
        string night = "20201107",
        Func<byte[], byte[]>? change = null,
        TimeSpan age = default
    )
    {
        var target = RawFile(exposure, night);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.part");
        var bytes = await File.ReadAllBytesAsync(GoldenSet.A.RawFile(golden));
        await File.WriteAllBytesAsync(temporary, change is null ? bytes : change(bytes));
        if (File.Exists(GoldenSet.A.FibermapFile(golden)))
        {
            var fibermap = Path.Combine(Path.GetDirectoryName(target)!, $"fibermap-{new ExposureId(exposure)}.fits");
            File.Copy(GoldenSet.A.FibermapFile(golden), fibermap, overwrite: true);
        }

        File.SetLastWriteTimeUtc(temporary, TimeProvider.System.GetUtcNow().UtcDateTime - age);
        File.Move(temporary, target, overwrite: true);
        return TimeProvider.System.GetUtcNow();
    }

    /// <summary>Writes in place under the final name, as a program that knows no better does.</summary>
    public FileStream OpenAsWriter(int exposure)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(RawFile(exposure))!);
        return new FileStream(RawFile(exposure), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <summary>Changes the value of a keyword wherever it stands, without changing the length of any card.</summary>
    public static Func<byte[], byte[]> Rewrite(string from, string to) =>
        bytes =>
        {
            from.Length.ShouldBe(to.Length);
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            text.ShouldContain(from);
            return System.Text.Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        };

    /// <summary>Where the HDU of a camera begins in a golden file.</summary>
    public static int StartOf(int golden, string camera)
    {
        using var file = QuickLook.Core.Fits.FitsFile.Open(GoldenSet.A.RawFile(golden)).Value;
        return (int)file.Find(camera)!.HeaderOffset;
    }
}
