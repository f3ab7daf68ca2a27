using System.Diagnostics;
using System.Globalization;
using QuickLook.Core.Fits;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Golden;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Fits.Fuzz;

/// <summary>
/// Damaged files for a minute (QUICKLOOK_FUZZ_SECONDS): every one ends in values or failures, soon, and within memory in proportion to its size. The
/// seed is printed; QUICKLOOK_FUZZ_SEED repeats a run.
/// </summary>
[Collection("FITS fuzz")]
public sealed class FitsFuzzTests(ITestOutputHelper output) : IDisposable
{
    // One read of everything; a second attempt is allowed, since other tests share the processors.
    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(2);

    // Deflate expands by at most 1032, Rice of single bytes by 85 pixels of 4 to 8 bytes; each file is read in about ten ways.
    private const long BytesForAnyFile = 32L << 20;
    private const long BytesPerFileByte = 4096;

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Damaged_files_end_in_values_or_failures_within_time_and_memory()
    {
        var seconds = Setting("QUICKLOOK_FUZZ_SECONDS", 60);
        var seed = Setting("QUICKLOOK_FUZZ_SEED", Random.Shared.Next());
        Console.WriteLine($"FITS fuzz: seed {seed}, {seconds} s");
        var seeds = SeedFiles();
        seeds.Count.ShouldBeGreaterThan(3);

        var clock = Stopwatch.StartNew();
        var files = 0;
        var reads = 0L;
        var slowest = TimeSpan.Zero;
        var largest = 0.0;
        while (clock.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            var random = new Random(HashCode(seed, files));
            var kind = seeds[random.Next(seeds.Count)];
            var bytes = FitsMutator.Mutate(kind[random.Next(kind.Count)], random);
            var (succeeded, time, allocated) = Exercise(bytes, $"seed {seed}, file {files}");
            files++;
            reads += succeeded;
            slowest = time > slowest ? time : slowest;
            largest = Math.Max(largest, (double)allocated / (BytesForAnyFile + (BytesPerFileByte * bytes.Length)));
        }

        var summary =
            $"FITS fuzz: seed {seed}, {files} damaged files in {clock.Elapsed.TotalSeconds:F0} s, {reads} reads succeeded, slowest {slowest.TotalMilliseconds:F0} ms, at most {largest:P0} of the memory allowed";
        output.WriteLine(summary);
        Console.WriteLine(summary);
        files.ShouldBeGreaterThan(seconds);
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : fallback;

    private static int HashCode(int seed, int file) => unchecked((seed * 31) + (file * 7919));

    private (int Succeeded, TimeSpan Time, long Allocated) Exercise(byte[] bytes, string name)
    {
        var path = Path.Combine(folder, "damaged.fits");
        File.WriteAllBytes(path, bytes);
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var succeeded = FitsExercise.ReadAll(path);
            var time = clock.Elapsed;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (time > MaximumTime)
            {
                clock.Restart();
                FitsExercise.ReadAll(path);
                time = clock.Elapsed;
            }

            time.ShouldBeLessThan(MaximumTime);
            allocated.ShouldBeLessThan(BytesForAnyFile + (BytesPerFileByte * bytes.Length));
            return (succeeded, time, allocated);
        }
        catch (Exception exception)
        {
            var kept = Path.Combine(
                Path.GetTempPath(),
                $"quicklook-fuzz-{name.Replace(", file ", "-", StringComparison.Ordinal).Replace("seed ", "", StringComparison.Ordinal)}.fits"
            );
            File.Copy(path, kept, overwrite: true);
            throw new InvalidOperationException($"{name} (kept as {kept})", exception);
        }
    }

    // By kind, so that the one table is damaged as often as the hundred compressed images.
    private List<List<byte[]>> SeedFiles()
    {
        List<string> paths =
        [
            GoldenSet.A.FibermapFile(102),
            .. Directory.GetFiles(GoldenSet.A.CalibrationRoot, "psf-*.fits.gz", SearchOption.AllDirectories),
            .. Directory.GetFiles(GoldenSet.A.CalibrationRoot, "mask-*.fits.gz", SearchOption.AllDirectories),
        ];
        if (ExternalTools.AreAvailable(nameof(Damaged_files_end_in_values_or_failures_within_time_and_memory)))
        {
            var samples = Path.Combine(folder, "samples");
            ExternalTools.RunOracle("fits_samples.py", [samples]);
            paths.AddRange(Directory.GetFiles(samples));
        }

        var own = Path.Combine(folder, "own.fits");
        var pixels = Enumerable.Range(0, 4000).Select(i => (ushort)(i * 37)).ToArray();
        FitsWriter
            .Write(
                own,
                [
                    FitsHduContent.Empty(new FitsHeader([FitsCard.Of("OBSERVER", new string('x', 200)), FitsCard.Of("ESO DET ID", 3)])),
                    FitsHduContent.Image<ushort>("B0", pixels, [80, 50], compression: FitsCompression.Rice),
                    FitsHduContent.Image<int>(
                        "MASK",
                        Array.ConvertAll(pixels, value => value * 100),
                        [80, 50],
                        compression: FitsCompression.Rice
                    ),
                    FitsHduContent.Table("TABLE", [FitsColumnContent.Of("X", Enumerable.Range(0, 30).ToArray(), 3)]),
                ]
            )
            .IsSuccess.ShouldBeTrue();
        paths.Add(own);

        // Inflated copies too: damage within gzip data rarely gets past the decompressor.
        return
        [
            .. paths.GroupBy(KindOf).Select(kind => kind.Select(File.ReadAllBytes).ToList()),
            [.. paths.Where(path => path.EndsWith(".gz", StringComparison.Ordinal)).Select(Inflated)],
        ];
    }

    private static string KindOf(string path) => Path.GetFileName(path).Split('-', '_', '.')[0];

    private static byte[] Inflated(string path)
    {
        using var stream = new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        stream.CopyTo(inflated);
        return inflated.ToArray();
    }
}
