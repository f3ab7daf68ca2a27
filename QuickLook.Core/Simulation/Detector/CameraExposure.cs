using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Simulation.Light;
using QuickLook.Core.Simulation.Optics;
using QuickLook.Core.Simulation.Randomness;
using QuickLook.Core.Simulation.Setup;
using QuickLook.Core.Simulation.Targets;
using QuickLook.Core.Simulation.Writing;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>Exposes one camera: from light to compressed raw pixels.</summary>
internal static class CameraExposure
{
    /// <summary>Exposes a camera.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera in it.</param>
    /// <param name="targets">What its fibers are pointed at.</param>
    /// <returns>The HDU, and what is in it.</returns>
    public static (FitsHduContent Hdu, CameraTruth Truth) Run(ExposureSetup exposure, CameraSetup camera, ImmutableArray<Target> targets)
    {
        var order = exposure.Order;
        var optics = new CameraOptics(camera.Camera, camera.Size);
        var geometry = RawGeometry.Of(camera.Camera.Arm, camera.Size);
        using var image = new Plane<float>(optics.Rows, optics.Columns, clear: false);
        image.Span.Fill((float)((camera.DarkCurrent + camera.StrayLight) * camera.ExposureSeconds));
        if (camera.Light.IsAny)
        {
            using var spectra = new FiberRows(camera, optics, order.Conditions, targets);
            ElectronImage.Add(spectra, image);
        }

        var cosmics = RandomStream.Of(RandomUse.CosmicRays, order.Seed, order.Exposure.Number, camera.Camera.Index);
        var tracks = CosmicRayTracks.Add(camera, cosmics, image);
        var (hot, dead) = PixelDefects.Apply(camera.Camera, camera.ExposureSeconds, camera.Size.DispersionFactor, image);
        var raw = ReadOut(exposure, camera, geometry, image);
        var header = RawHeaders.Camera(camera, geometry, exposure.Instrument.HasAmplifierLetters);
        return (
            FitsHduContent.Compressed(camera.Camera.ExtensionName, raw, header),
            new CameraTruth(camera, tracks, hot, dead, new FiberThroughput(camera.Camera, camera.Size).Dead)
        );
    }

    private static RiceImage ReadOut(ExposureSetup exposure, CameraSetup camera, RawGeometry geometry, Plane<float> image)
    {
        var is16 = exposure.Instrument.BitsPerPixel == 16;
        var raw = is16
            ? RiceImage.OfUnsigned16(geometry.RawColumns, geometry.RawRows)
            : RiceImage.OfSigned32(geometry.RawColumns, geometry.RawRows);
        var key = RandomStream.Key(RandomUse.Pixels, exposure.Order.Seed, exposure.Order.Exposure.Number, camera.Camera.Index);
        var readout = new RawReadout(camera, geometry, image, ushort.MaxValue, key);
        var row = new int[geometry.RawColumns];
        for (var i = 0; i < geometry.RawRows; i++)
        {
            readout.Read(i, row);
            raw.Append(row);
        }

        return raw;
    }
}
