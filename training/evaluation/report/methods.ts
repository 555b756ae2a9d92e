import { html } from '../../pages/html.ts';

/** How the figures of a report are computed, for a reader who wants to check them. */
export const METHODS = html`<section class="methods" id="methods">
  <h2>How these figures are made</h2>
  <dl>
    <dt>Trials</dt>
    <dd>
      <b>Gallery:</b> every probe of the dataset against every person, by the smallest distance to
      the shots that the dataset enrols. <b>Leave one out:</b> every shot against every person, by
      the smallest distance to all their other shots. A trial is accepted when its distance is at
      most the threshold. A shot without a usable face is rejected in all its trials and stays in
      every count. FAR and FRR as in ISO/IEC 19795-1.
    </dd>
    <dt>Equal error rate</dt>
    <dd>The least, over all thresholds, of the larger of FAR and FRR.</dd>
    <dt>FRR at a FAR</dt>
    <dd>
      The largest threshold with at most this measured FAR. A level is claimed only with at least 3
      / FAR impostor trials: with fewer, not even a threshold that nobody passed would bound the FAR
      there (rule of three: no error in n trials means at most 3 / n with 95 % confidence). The
      threshold is chosen on the same trials; its own uncertainty is in the interval.
    </dd>
    <dt>Intervals</dt>
    <dd>
      All are of 95 %. EER, FRR at a FAR and the bands of the curve: percentile bootstrap over
      people, both sides of an impostor trial resampled (Bolle, Ratha and Pankanti 2004; Snijders
      and Borgatti 1999). Rates at a given threshold: Wilson's interval over the effective number of
      trials, by the cluster-robust variance over people and pairs of people (Aronow, Samii and
      Assenova 2015; Fogliato, Patil and Perona 2024). No error seen: the rule of three, trials
      taken as independent. Failures to acquire: Wilson's interval over shots.
    </dd>
    <dt>Presentation attacks</dt>
    <dd>
      By the terms of ISO/IEC 30107-3, a presentation being one shot. <b>APCER:</b> attacks that
      liveness takes for live, of those shown of a species. <b>IAPAR:</b> attacks that are live and
      whose distance to the gallery of the person whom they claim to be is at most the threshold, of
      those shown. <b>BPCER:</b> genuine probes that liveness refuses, of those shown. Shots that
      are not acquired, or undecided, pass in none of them and are counted beside (APNRR, BPNRR).
      Intervals: Wilson's over the effective number of trials, as above, people being the clusters.
      Attacks are in no other figure of this page.
    </dd>
    <dt>Enrolled shots</dt>
    <dd>
      Shots are drawn at random from each person's, poses as they come, several times over;
      thresholds are found anew for each number. Only shots with a face are enrolled.
    </dd>
    <dt>Maps</dt>
    <dd>
      PCA keeps distances as far as a plane can; t-SNE keeps neighbours and nothing else: gaps and
      sizes of groups in it mean little.
    </dd>
  </dl>
</section>`;
