using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Parts of preprocessed images made by hand.</summary>
internal static class SmallImage
{
    public static AmplifierReadout Readout(Amplifier amplifier, DetectorSection ccd, double readNoise) =>
        new()
        {
            Amplifier = new RawAmplifier
            {
                Amplifier = amplifier,
                KeywordSuffix = amplifier.Letter(),
                Data = ccd,
                Bias = ccd,
                Ccd = ccd,
                ExpectedReadNoise = readNoise,
            },
            BiasLevel = 1000,
            ReadNoise = readNoise,
            OverscanStep = 0,
            Method = OverscanMethod.Average,
            Gain = 1,
            SaturationLevel = 60000,
            Overscan = new Plane<float>(1, 1),
        };
}
