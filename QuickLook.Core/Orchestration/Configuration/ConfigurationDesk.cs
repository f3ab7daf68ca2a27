using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Configuration;

/// <inheritdoc cref="IConfigurationDesk"/>
internal sealed class ConfigurationDesk(
    ServiceStore service,
    AuditStore audit,
    IEngineRack engines,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<ConfigurationDesk> logger
) : IConfigurationDesk
{
    /// <summary>Key of the setting.</summary>
    public const string Key = "configuration";

    /// <summary>Key of the setting that holds the cameras that the working service was told to expect.</summary>
    public const string StartedWithKey = "expected_cameras";

    private volatile State state = new(new ServiceConfiguration(), LastChange: null, Fault: null);

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public ServiceConfiguration Current => state.Configuration;

    /// <inheritdoc/>
    public (string By, DateTimeOffset At)? LastChange => state.LastChange;

    /// <summary>Why what is stored is not in force; null when it is.</summary>
    public string? Fault => state.Fault;

    /// <summary>Cameras at the same time.</summary>
    public int Workers => Current.Workers ?? settings.Options.Workers;

    /// <summary>Cameras that a file should have.</summary>
    public IReadOnlyList<CameraId> ExpectedCameras => Current.ExpectedCameras is { } expected ? expected : settings.Options.ExpectedCameras;

    /// <summary>The cameras of the setting <see cref="StartedWithKey"/>.</summary>
    public static ImmutableArray<CameraId> StartedWith(string setting) =>
        [.. setting.Split(',').Select(CameraId.Parse).Where(camera => camera.IsSuccess).Select(camera => camera.Value)];

    /// <summary>Tells others, such as command lines, what this service was started with.</summary>
    public async Task<Result<Done>> AnnounceAsync(CancellationToken cancellationToken)
    {
        var stored = await service.ListSettingsAsync(cancellationToken).ConfigureAwait(false);
        if (stored.Failure is { } unread)
        {
            return unread;
        }

        var value = string.Join(',', settings.Options.ExpectedCameras);
        var before = stored.Value.GetValueOrDefault(StartedWithKey);
        return before?.Value == value
            ? Done.Value
            : (
                await service
                    .ReplaceSettingAsync(
                        StartedWithKey,
                        new StoredSetting(value, time.GetUtcNow(), Actor.System.Name),
                        before?.ChangedAt,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).Map(_ => Done.Value);
    }

    /// <summary>Takes what is stored; what cannot be used leaves everything as it is and is said.</summary>
    public async Task<Result<Done>> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await service.ListSettingsAsync(cancellationToken).ConfigureAwait(false);
        if (stored.Failure is { } unread)
        {
            return unread;
        }

        if (!stored.Value.TryGetValue(Key, out var setting) || state.LastChange?.At == setting.ChangedAt)
        {
            return Done.Value;
        }

        if (Check(ConfigurationJson.Read(setting.Value)).TryGet(out var configuration, out var fault))
        {
            PutInForce(new State(configuration, (setting.ChangedBy, setting.ChangedAt), Fault: null));
        }
        else
        {
            logger.LogError("The stored configuration cannot be used: {Fault}", fault);
            PutInForce(state with { LastChange = (setting.ChangedBy, setting.ChangedAt), Fault = fault.ToString() });
        }

        return Done.Value;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> SaveAsync(
        Actor actor,
        ServiceConfiguration configuration,
        DateTimeOffset? basedOn,
        CancellationToken cancellationToken
    )
    {
        if (!actor.May(Permission.Administer))
        {
            return new Failure($"{actor.Name} may not change the configuration");
        }

        if (Check(configuration).Failure is { } fault)
        {
            return fault;
        }

        var before = state;
        var now = time.GetUtcNow();
        var changes = ConfigurationChanges.Between(before.Configuration, configuration);
        var audited = await audit.AppendAsync(actor, "configuration.save", changes, cancellationToken).ConfigureAwait(false);
        if (audited.Failure is { } unaudited)
        {
            return unaudited;
        }

        var value = new StoredSetting(ConfigurationJson.Write(configuration), now, actor.Name);
        var saved = await service.ReplaceSettingAsync(Key, value, basedOn, cancellationToken).ConfigureAwait(false);
        if (!saved.TryGet(out var isReplaced, out var unsaved))
        {
            return unsaved;
        }

        if (!isReplaced)
        {
            return new Failure("somebody else has changed the configuration meanwhile; look at it and save again");
        }

        return await LoadAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Result<ServiceConfiguration> Check(Result<ServiceConfiguration> read) =>
        read.Then(configuration =>
            ConfigurationFaults.Of(configuration) is { Count: > 0 } faults
                ? new Failure(string.Join("; ", faults))
                : Result<ServiceConfiguration>.Success(configuration)
        );

    private void PutInForce(State newer)
    {
        state = newer;
        engines.Replace(newer.Configuration.Engines);
        Changed?.Invoke();
    }

    private sealed record State(ServiceConfiguration Configuration, (string By, DateTimeOffset At)? LastChange, string? Fault);
}
