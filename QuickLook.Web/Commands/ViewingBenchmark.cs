using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using QuickLook.Core.Arrays;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Imaging;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Web.Commands;

/// <summary>Measures the CCD viewer as its end points use it: a shelf that is empty each time, the file in the system's cache.</summary>
internal sealed class ViewingBenchmark(BenchmarkExposure exposure, TimeProvider time)
{
    private const long Process = 1;
    private const int Tiles = 200;
    private const int Seed = 1;

    /// <summary>Measures everything.</summary>
    public async Task<Result<ViewingReport>> RunAsync(int repeats, CancellationToken cancellationToken)
    {
        var machine = MachineDescription.Here(time);
        var (raw, preprocessed, pyramids) = (new List<double>(), new List<double>(), new List<double>());
        var (tiles, bytes) = (new List<double>(), 0L);
        var (width, height) = (0, 0);
        for (var round = 0; round <= repeats; round++)
        {
            foreach (var (kind, times) in new[] { (CcdImageKind.Raw, raw), (CcdImageKind.Preprocessed, preprocessed) })
            {
                using var shelf = EmptyShelf();
                var started = time.GetTimestamp();
                var opened = await shelf.OpenAsync(new CcdImageId(Process, exposure.Cameras[0], kind), null, cancellationToken);
                if (!opened.TryGet(out var lease, out var failure))
                {
                    return failure;
                }

                using (lease)
                {
                    var pyramid = lease.Picture.Pyramid;
                    Paint(lease.Picture, pyramid.LevelCount - 1, 0, 0, StretchKind.Linear, ColourMap.Grey);
                    times.Add(Since(started));
                    if (round == repeats && kind == CcdImageKind.Raw)
                    {
                        (width, height) = (pyramid.Image.Width, pyramid.Image.Height);
                        bytes = MeasureTiles(lease.Picture, tiles);
                        MeasurePyramid(pyramid.Image, pyramids, repeats, cancellationToken);
                    }
                }
            }
        }

        tiles.Sort();
        return new ViewingReport
        {
            Machine = machine,
            Camera = exposure.Cameras[0],
            Width = width,
            Height = height,
            Repeats = repeats,
            ColdRaw = raw[0],
            Raw = Spread.Of(raw.Skip(1)),
            Preprocessed = Spread.Of(preprocessed.Skip(1)),
            Pyramid = Spread.Of(pyramids),
            Tile = Spread.Of(tiles),
            TileAt95 = tiles[(int)(0.95 * (tiles.Count - 1))],
            TileBytes = (double)bytes / tiles.Count,
        };
    }

    /// <summary>Tiles from all over the image, every stretch and map in turn.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "The same tiles each time; nothing is protected by them.")]
    private long MeasureTiles(CcdPicture picture, List<double> times)
    {
        var random = new Random(Seed);
        var stretches = Enum.GetValues<StretchKind>();
        var bytes = 0L;
        for (var i = 0; i < Tiles; i++)
        {
            var index = random.Next(picture.Pyramid.LevelCount);
            var level = picture.Pyramid[index];
            var (x, y) = (random.Next(PyramidShape.Tiles(level.Width)), random.Next(PyramidShape.Tiles(level.Height)));
            var started = time.GetTimestamp();
            bytes += Paint(picture, index, x, y, stretches[i % stretches.Length], ColourMap.All[i % ColourMap.All.Length]);
            times.Add(Since(started));
        }

        return bytes;
    }

    private void MeasurePyramid(Plane<float> image, List<double> times, int repeats, CancellationToken cancellationToken)
    {
        for (var i = 0; i < repeats; i++)
        {
            var copy = new Plane<float>(image.Height, image.Width, clear: false);
            image.Span.CopyTo(copy.Span);
            var started = time.GetTimestamp();
            using var pyramid = ImagePyramid.Build(copy, cancellationToken);
            times.Add(Since(started));
        }
    }

    private static int Paint(CcdPicture picture, int level, int x, int y, StretchKind stretch, ColourMap map) =>
        TilePainter.Paint(picture.Pyramid[level], x, y, new PixelScale(picture.Distribution.ZScale, stretch, map.IsDiverging), map).Length;

    private double Since(long started) => time.GetElapsedTime(started).TotalSeconds;

    private CcdShelf EmptyShelf() =>
        new(
            new OneExposure(exposure),
            Options.Create(new ViewingOptions { CalibrationRoot = exposure.CalibrationRoot }),
            Options.Create(new CcdOptions()),
            time
        );

    private sealed class OneExposure(BenchmarkExposure exposure) : ICcdExposures
    {
        public Task<Result<CcdExposure>> FindAsync(long processId, CancellationToken cancellationToken) =>
            Task.FromResult<Result<CcdExposure>>(
                new CcdExposure
                {
                    ProcessId = processId,
                    Exposure = exposure.Exposure,
                    Night = exposure.Night,
                    FolderNight = exposure.Night,
                    RawPath = exposure.RawFile,
                    Cameras = exposure.Cameras,
                    ProductRoot = exposure.RawRoot,
                }
            );
    }
}
