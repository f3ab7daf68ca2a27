using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Web.Components.Shared;
using Radzen;

namespace QuickLook.Web.Components.Pages.Configuration;

/// <summary>What can be changed while the service runs. Edits stay on the page until they are saved; what somebody else saves meanwhile is said.</summary>
public sealed partial class ConfigurationPage : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private ConfigurationDraft draft = new(new ServiceConfiguration());
    private ServiceConfiguration inForce = new();
    private (string By, DateTimeOffset At)? basis;
    private string? overtaken;
    private bool asJson;
    private bool busy;

    [Inject]
    private IConfigurationDesk Configurations { get; set; } = default!;

    [Inject]
    private CommandDesk Desk { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notifications { get; set; } = default!;

    private ServiceConfiguration Configuration => draft.Configuration;

    private bool MayChange => Desk.Administrator.May(Permission.Administer);

    private IReadOnlyList<ConfigurationDifference> Changes => ConfigurationDifference.Between(inForce, draft.Configuration);

    private IReadOnlyList<string> EngineNames => [.. draft.Engines.Select(engine => engine.Name.Trim()).Where(name => name.Length > 0)];

    private string ChangedBy =>
        basis is var (by, at) ? $"changed by {by} at {StateText.Moment(at)} UTC" : "as delivered; nobody has changed it yet";

    /// <inheritdoc/>
    public void Dispose()
    {
        Configurations.Changed -= Overtake;
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Configurations.Changed += Overtake;
        Discard();
    }

    private void Discard()
    {
        basis = Configurations.LastChange;
        inForce = Configurations.Current;
        overtaken = null;
        draft = new ConfigurationDraft(inForce);
    }

    private void RestoreDefaults() => draft = new ConfigurationDraft(new ServiceConfiguration());

    private void Import(ServiceConfiguration configuration)
    {
        draft = new ConfigurationDraft(configuration);
        asJson = false;
        StateHasChanged();
    }

    private void Write(NumberField field, string text)
    {
        draft.Write(field, text);
        StateHasChanged();
    }

    private void ChooseFlavor(Flavor flavor, bool isChosen) =>
        draft.Change(configuration =>
            configuration with
            {
                Flavors =
                [
                    .. isChosen
                        ? configuration.Flavors.Append(flavor).Distinct().Order()
                        : configuration.Flavors.Where(other => other != flavor),
                ],
            }
        );

    // Raised on any thread. Whoever has edited nothing simply sees the new one.
    private void Overtake() =>
        _ = InvokeAsync(() =>
        {
            if (busy || left.IsCancellationRequested)
            {
                return;
            }

            if (Changes.Count == 0)
            {
                Discard();
            }
            else if (Configurations.LastChange is var (by, at))
            {
                overtaken = $"{by} has changed the configuration at {StateText.Moment(at)} UTC.";
            }

            StateHasChanged();
        });

    private async Task SaveAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(SaveDialog.Changes)] = Changes };
        if (await Dialogs.OpenAsync<SaveDialog>("Save the configuration?", parameters, CommandDesk.WideLook) is not true)
        {
            return;
        }

        busy = true;
        try
        {
            var saved = await Configurations.SaveAsync(Desk.Administrator, draft.Configuration, basis?.At, left.Token);
            if (saved.Failure is { } failure)
            {
                Notifications.Notify(NotificationSeverity.Error, "Not saved", failure.ToString(), duration: 12000);
                if (Configurations.LastChange != basis)
                {
                    overtaken = "Somebody else has changed the configuration.";
                }
            }
            else
            {
                Notifications.Notify(
                    NotificationSeverity.Success,
                    "Saved",
                    "In force from the next exposure or camera on.",
                    duration: 4000
                );
                Discard();
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }

        busy = false;
    }
}
