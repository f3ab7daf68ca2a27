using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Writing;

/// <summary>What was put into a camera.</summary>
/// <param name="Setup">Everything that was chosen.</param>
/// <param name="CosmicRays">Number of tracks.</param>
/// <param name="HotPixels">Number of hot pixels.</param>
/// <param name="DeadPixels">Number of dead pixels.</param>
/// <param name="DeadFibers">Fibers, within the petal, that never pass light.</param>
internal sealed record CameraTruth(CameraSetup Setup, int CosmicRays, int HotPixels, int DeadPixels, IReadOnlyList<int> DeadFibers);
